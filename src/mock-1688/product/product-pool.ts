import { z } from 'zod'
import { searchProducts } from '../catalogue/search-products.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument, pageNumber } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import type { World } from '../state/world.ts'
import { productQuery } from './offer-query.ts'

const MAX_PAGE_SIZE = 50
const SHARE = 100

const schema = z.looseObject({
  offerPoolId: idText,
  cateId: idText.nullish(),
  pageNo: pageNumber.default(1),
  pageSize: pageNumber.transform((size) => Math.min(size, MAX_PAGE_SIZE)).default(20),
})

const base = { namespace: 'com.alibaba.fenxiao.crossborder', needsToken: true, required: ['offerPoolQueryParam'], refuse: refuseNested }

/** The offer ids of a product pool, by page. Pools are slices of the catalogue: one product in a hundred belongs to each. */
export const poolProductPull: Api = {
  ...base,
  name: 'pool.product.pull',
  handle({ world, params }) {
    const param = jsonArgument(params, 'offerPoolQueryParam', schema)
    const from = (param.pageNo - 1) * param.pageSize
    const products = poolOf(world, param).slice(from, from + param.pageSize)
    return nested(products.map((number) => ({ offerId: Number(world.catalogue.generated(number).offerId), bizCategoryId: null })))
  },
}

export const poolProductTotal: Api = {
  ...base,
  name: 'pool.product.total',
  handle: ({ world, params }) => nested(poolOf(world, jsonArgument(params, 'offerPoolQueryParam', schema)).length),
}

function poolOf(world: World, param: { offerPoolId: string; cateId?: string | null | undefined }): number[] {
  const categoryId = param.cateId ? Number(param.cateId) : null
  return searchProducts(world.catalogue, productQuery({ categoryId }, world.clock.now())).filter((number) =>
    inPool(number, param.offerPoolId),
  )
}

/** Whether product number `number` belongs to the pool. */
export function inPool(number: number, poolId: string): boolean {
  return number % SHARE === Number(poolId.slice(-2)) % SHARE
}

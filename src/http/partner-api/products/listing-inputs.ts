import { z } from 'zod'
import type { ProductFilter, ProductSort } from '../../../domain/upstream/product.ts'
import { pageQuery } from '../../schema/wire.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { toFen } from './shown-price.ts'

/** Words of a request and what they mean upstream. */
const SORTS = {
  price: { by: 'price', direction: 'asc' },
  '-price': { by: 'price', direction: 'desc' },
  '-monthlySales': { by: 'monthlySales', direction: 'desc' },
  '-repurchaseRate': { by: 'repurchaseRate', direction: 'desc' },
} as const satisfies Record<string, ProductSort>

const FILTERS = [
  ...(['shipsToday', 'shipsIn24Hours', 'shipsIn48Hours', 'certifiedFactory', 'strictSelection', 'onePieceDropship'] as const),
  ...(['onePieceDropshipFreeFreight', 'returnsIn7Days', 'newIn7Days', 'newIn30Days'] as const),
] as const satisfies readonly ProductFilter[]

const categoryIdInput = z
  .string()
  .regex(/^[0-9]{1,20}$/)
  .max(20)
const priceInput = z.int().min(0).max(1_000_000_000_000).meta({ description: 'In minor units of `currency`.' })

/** What narrows any listing; each says for itself what its filters and its usual order mean. */
export const narrowingInputs = { categoryId: categoryIdInput.optional(), priceMin: priceInput.optional(), priceMax: priceInput.optional() }
export const filterInput = z.array(z.enum(FILTERS)).max(10)
export const sortInput = z.enum(Object.keys(SORTS) as [keyof typeof SORTS, ...(keyof typeof SORTS)[]])

export const hitPageInputs = { ...pageQuery, limit: z.int().min(1).max(50).default(20).meta({ description: 'Hits per page.' }) }

type Narrowing = {
  categoryId?: string | undefined
  priceMin?: number | undefined
  priceMax?: number | undefined
  filter?: ProductFilter[] | undefined
  sort?: keyof typeof SORTS | undefined
}

/** The same in 1688's words: prices in fen, without the markup that shoppers see. */
export function narrowingOf({ categoryId, priceMin, priceMax, filter, sort }: Narrowing, pricing: Parameters<typeof toFen>[1]) {
  const fenOf = (minor: number | undefined) => (minor === undefined ? undefined : toFen(minor, pricing))
  return withoutUndefined({
    sort: sort && SORTS[sort],
    filters: filter,
    priceFromFen: fenOf(priceMin),
    priceToFen: fenOf(priceMax),
    categoryId,
  })
}

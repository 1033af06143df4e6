import { z } from 'zod'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { AtHand } from '../../hot-lane.ts'
import { getProduct } from './get-product.ts'
import type { ProductAnswers } from './product-answers.ts'
import { sendReady } from './ready-answer.ts'
import { shopperInputs, shopperOf } from './shopper.ts'

/** Finds the answers of `getProduct` that are at hand, for the hot lane. */
export function productsAtHand({ products, clock }: { products: Pick<ProductAnswers, 'productAtHand'>; clock: Clock }): AtHand {
  const wishOf = rememberWishes()
  return (url, { principal, acceptLanguage }) => {
    const [, productId, query] = PATH.exec(url) ?? []
    if (productId === undefined) return undefined
    const wish = query === undefined ? NO_WISH : wishOf(query)
    const ready = wish && products.productAtHand({ ...shopperOf(principal, wish, acceptLanguage), productId })
    return ready && { answer: sendReady(ready, clock), route: ROUTE, scope: SCOPE, cost: getProduct.cost ?? 1 }
  }
}

const PATH = /^\/v1\/products\/(prd_\d{1,20})(?:\?(.*))?$/
const ROUTE = getProduct.path.replace('{productId}', ':productId')
const SCOPE = getProduct.scope ?? ''

const wishInput = z.strictObject(shopperInputs)
type Wish = z.output<typeof wishInput>
const NO_WISH: Wish = {}

/** Reads a query string once: partners send a handful of different ones. Undefined for what only the route can judge. */
function rememberWishes(): (query: string) => Wish | undefined {
  const seen = new Map<string, Wish | undefined>()
  return (query) => {
    if (seen.has(query)) return seen.get(query)
    const pairs = [...new URLSearchParams(query)]
    const fields = Object.fromEntries(pairs)
    const wish = Object.keys(fields).length === pairs.length ? wishInput.safeParse(fields).data : undefined
    // A sender of random ones must not grow the memory.
    if (seen.size < MOST_REMEMBERED) seen.set(query, wish)
    return wish
  }
}

const MOST_REMEMBERED = 500

import { LINE_STATES } from '../../domain/orders/line-states.ts'
import type { OrderStatus } from '../api/wire.ts'

/** Every status an order can show. Drafts and quotes are none yet. */
export const ORDER_STATUSES = LINE_STATES.filter((state) => state !== 'DRAFT' && state !== 'QUOTED') satisfies OrderStatus[]

/** Null for a word that is no status. */
export function orderStatusOf(text: string | null): OrderStatus | null {
  return ORDER_STATUSES.find((one) => one === text) ?? null
}

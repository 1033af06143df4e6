import type { UnitOfWork } from '../ports.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { UpstreamTrade } from '../upstream/upstream-port.ts'
import type { Difference } from './difference.ts'

/** An order 1688 took money for and has ended: nobody will ship it. */
export type EndedOrder = Pick<UpstreamOrder, 'upstreamOrderId' | 'rawStatus'>

type Tools = { uow: UnitOfWork; upstreamFor(livemode: boolean): Pick<UpstreamTrade, 'getOrder'> }

/** Looks at 1688 whether the order of a difference is paid and over now. Refuses `difference.order_not_ended`. */
export function createReadEndedOrder({ uow, upstreamFor }: Tools): (differenceId: string) => Promise<EndedOrder> {
  return async (differenceId) => {
    const difference = existing(await uow.run((tx) => tx.differences.find(differenceId)), differenceId)
    const upstreamOrderId = orderOf(difference)
    const order = upstreamOrderId === null ? undefined : await upstreamFor(difference.livemode).getOrder(upstreamOrderId)
    if (order === undefined || order.paidAt === null || !OVER.has(order.status))
      throw new Refusal('difference.order_not_ended', { id: difference.id, order: upstreamOrderId, status: order?.rawStatus ?? null })
    return order
  }
}

const OVER: ReadonlySet<UpstreamOrder['status']> = new Set(['closed', 'terminated'])

/** True where it is worth asking 1688 whether the order was ended: it is paid by our books, and nothing of it has shipped. */
export function maybeEnded(difference: Difference): boolean {
  const { kind, ours } = difference
  return orderOf(difference) !== null && (kind === 'REFUND_MISSING_HERE' || ours?.state === 'PAID' || ours?.state === 'TERMINATED')
}

/** 1688's number of the order whose money a difference may be about; null when it is about no order of ours, or about none any more. */
export function orderOf({ kind, subject, theirs, state, goneAt, orderId }: Difference): string | null {
  if (state === 'RESOLVED' || goneAt !== null || orderId === null) return null
  if (kind === 'REFUND_MISSING_HERE') return theirs?.order ?? null
  return kind === 'ORDER_STATE' ? subject : null
}

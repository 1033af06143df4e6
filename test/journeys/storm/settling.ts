import type { LineState } from '../../../src/domain/orders/line-states.ts'
import { UNSETTLED_PURCHASE_STATES } from '../../../src/domain/orders/process-purchase.ts'
import type { PurchaseState } from '../../../src/domain/orders/purchase-machine.ts'
import type { RefundState } from '../../../src/domain/refunds/refund-states.ts'
import type { Stack } from '../../support/stack.ts'

/** States in which our side, or 1688 within seconds, goes on by itself. */
const MOVING_REFUNDS: RefundState[] = [
  'FILING',
  'FILING_UNKNOWN',
  'FILED_UPSTREAM',
  'SELLER_PENDING',
  'CANCELLING',
  'UPSTREAM_SUCCESS',
  'PAYOUT_PENDING',
]
/** Lines being bought: also those whose answered price question has not reached a purchase yet. */
const MOVING_LINES: LineState[] = ['PAID', 'PURCHASING']
/** Their lines within tolerance wait beside the one that is asked about: an order is paid whole. */
export const ASKED_PURCHASES: PurchaseState[] = ['PRICE_HOLD', 'LAPSED']
/** Auto-debit is not tried again after so many refusals: a person pays at the cashier. */
const PAYMENT_TRIES = 3

/** The share of so many orders whose purchases need nothing from us any more. */
export async function throughShare({ core }: Stack, orders: number): Promise<number> {
  const rows = await core.db.selectFrom('purchase').select('state').execute()
  const waiting = rows.filter(({ state }) => UNSETTLED_PURCHASE_STATES.some((unsettled) => unsettled === state)).length
  return (rows.length - waiting) / orders
}

/** How much is still to be done, by what it is. */
export async function unsettled({ core, control }: Stack): Promise<Record<string, number>> {
  const states: PurchaseState[] = [...UNSETTLED_PURCHASE_STATES, 'CANCELLING']
  const purchases = await core.db.selectFrom('purchase').select('state').where('state', 'in', states).execute()
  const refunds = await core.db.selectFrom('refundCase').select('state').where('state', 'in', MOVING_REFUNDS).execute()
  const moving = core.db.selectFrom('orderLine').select(['state', 'purchaseId']).where('state', 'in', MOVING_LINES)
  const asked = await core.db.selectFrom('purchase').select('id').where('state', 'in', ASKED_PURCHASES).execute()
  const resting = new Set(asked.map(({ id }) => id))
  const lines = (await moving.execute()).filter(({ purchaseId }) => purchaseId === null || !resting.has(purchaseId))
  const outbox = await core.db.selectFrom('outbox').select('id').where('relayedAt', 'is', null).execute()
  const inbox = await core.db.selectFrom('inbox').select('id').where('handledAt', 'is', null).execute()
  const known = new Set((await core.db.selectFrom('purchase').select('upstreamOrderId').execute()).map((row) => row.upstreamOrderId))
  const strays = (await control.orders('status=waitbuyerpay')).filter((order) => !known.has(order.orderId))
  const counts: Record<string, number> = { outbox: outbox.length, inbox: inbox.length, strays: strays.length }
  for (const { state } of [...lines, ...purchases, ...refunds]) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

/** Pays for those whose debit was refused too often; answers how many. */
export async function payByHand({ core, control }: Stack): Promise<number> {
  const waiting = await core.db
    .selectFrom('purchase')
    .select('upstreamOrderId')
    .where('state', '=', 'CREATED')
    .where('paymentAttempts', '>=', PAYMENT_TRIES)
    .execute()
  let paid = 0
  for (const { upstreamOrderId } of waiting) {
    const isUnpaid = async () => (await control.orders('status=waitbuyerpay')).some(({ orderId }) => orderId === upstreamOrderId)
    if (!(await isUnpaid())) continue
    try {
      await control.post(`/orders/${upstreamOrderId}/pay`)
      paid += 1
    } catch (error) {
      // A debit that was said to be refused may come through late, also between the look and the payment.
      if (await isUnpaid()) throw error
    }
  }
  return paid
}

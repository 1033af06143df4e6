import { settleIncoming } from '../credit/settle-incoming.ts'
import { refundPosting } from '../ledger/line-postings.ts'
import { moveRefund } from '../moves/bindings.ts'
import type { OrderLine } from '../orders/order.ts'
import { acceptAsIs, refundableUnits, refund as refundUnits, refundUnshipped, store } from '../orders/quantities.ts'
import { settleException } from '../orders/settle-exception.ts'
import { settleUnshipped } from '../orders/settle-unshipped.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { storeUnits } from '../stock/store-units.ts'
import { unitsPaidBack } from './claim-scope.ts'
import { componentsOf, fenPassedOn, fundedUpstream, payoutParts, totalOf } from './payout-parts.ts'
import type { PayoutParts, RefundCase } from './refund-case.ts'
import { REFUND_TYPES } from './refund-types.ts'

export type PayOutTools = { clock: Clock; ids: Ids; rules: RuleBook }

/**
 * Gives the partner what 1688 gave, at the rate the order locked, plus the fees the type gives back (domain.md 10.9). Runs once:
 * the posting's key is the case, and a case that is paid out is left alone. Never more than the line cost (10.10).
 */
export function createPayOutRefund(tools: PayOutTools) {
  return async (tx: Transaction, refundId: string): Promise<void> => {
    const known = existing(await tx.refunds.find(refundId), refundId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const found = existing(await tx.refunds.lock(refundId), refundId)
    const at = tools.clock.now()
    const refund =
      found.state === 'UPSTREAM_SUCCESS'
        ? await moveRefund(tx, found, { event: 'preparePayout', actor: SYSTEM_ACTOR, at, facts: {} })
        : found
    if (refund.state !== 'PAYOUT_PENDING') return
    const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
    const claim = { refund, line, order, paidBefore: (await tx.refunds.listOfLine(line.id)).flatMap((other) => other.payoutParts ?? []) }
    const parts = payoutParts(claim)
    const total = totalOf(parts)
    await post(tx, tools, { ...claim, parts, total, at })
    const back = { amountMinor: total, source: { type: 'order', id: order.id } } as const
    await settleIncoming(tx, tools, { tenant: order, currency: order.currency, at, back })
    const counted = await countUnits(tx, tools, { refund, line, at })
    await tx.lines.update({ ...counted, refundedMinor: line.refundedMinor + total, updatedAt: at })
    const fresh = existing(await tx.lines.lock(line.id), line.id)
    await settleUnshipped(tx, await settleException(tx, fresh, { actor: SYSTEM_ACTOR, at }), at)
    await touchOrder(tx, order, { at })
  }
}

type Payout = Parameters<typeof payoutParts>[0] & { refund: RefundCase; parts: PayoutParts; total: bigint; at: Date }

async function post(tx: Transaction, tools: PayOutTools, payout: Payout): Promise<void> {
  const { refund, line, order, parts, total, at } = payout
  const context = { ids: tools.ids, at }
  const inCurrency = (amount: bigint) => money(amount, order.currency)
  const nothing = inCurrency(0n)
  const upstream = inCurrency(fundedUpstream(payout, parts))
  const shortMinor = parts.goodsMinor + parts.domesticFreightMinor - upstream.amount
  if (order.currency !== 'CNY' && upstream.amount > 0n) {
    const amounts = { sold: money(fenPassedOn(payout), 'CNY'), bought: upstream }
    await tx.ledger.post(refundPosting('exchangeRefund', refund, { ...context, amounts }))
  }
  const amounts = {
    upstream,
    serviceFee: inCurrency(parts.serviceFeeMinor),
    services: inCurrency(parts.servicesMinor),
    fxMargin: inCurrency(parts.fxMarginMinor),
    compensation: inCurrency(parts.compensationMinor + shortMinor),
    subsidy: nothing,
    advanceSettled: nothing,
  }
  await moveRefund(tx, refund, {
    event: 'payOut',
    actor: SYSTEM_ACTOR,
    at,
    facts: {
      payoutsMade: refund.payoutParts === null ? 0 : 1,
      amount: inCurrency(total),
      refundable: inCurrency(line.totalMinor - line.refundedMinor),
      quantity: unitsPaidBack(refund),
      refundableQuantity: refundableUnits(line),
      components: componentsOf(payout, parts),
    },
    change: { payoutMinor: total, payoutParts: parts, paidOutAt: at },
    postings: { payOutRefund: refundPosting('payOutRefund', refund, { ...context, amounts }) },
  })
}

/** Refunded units are counted where they are: never shipped, kept by the owner, returned or missing. */
async function countUnits(
  tx: Transaction,
  tools: PayOutTools,
  work: { refund: RefundCase; line: OrderLine; at: Date },
): Promise<OrderLine> {
  const { refund, line, at } = work
  if (refund.settlement !== null) return line
  if (refund.type === 'BEFORE_SHIPMENT') return refundUnshipped(line, refund.quantity)
  const refunded = refundUnits(line, unitsPaidBack(refund))
  const kept = REFUND_TYPES[refund.type].goods === 'kept' ? Math.min(refund.quantity, refunded.failedOnHold) : 0
  if (kept === 0 || refund.inspectionId === null) return refunded
  const inspection = existing(await tx.inspections.find(refund.inspectionId), refund.inspectionId)
  await storeUnits(tx, tools, { line, inspection, quantity: kept, condition: 'DEFECTIVE_ACCEPTED', at })
  return store(acceptAsIs(refunded, kept), kept)
}

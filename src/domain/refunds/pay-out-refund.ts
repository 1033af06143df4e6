import { refundPosting } from '../ledger/line-postings.ts'
import { moveRefund } from '../moves/bindings.ts'
import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { acceptAsIs, refund as refundUnits, refundUnshipped, store } from '../orders/quantities.ts'
import { settleException } from '../orders/settle-exception.ts'
import { settleUnshipped } from '../orders/settle-unshipped.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { convert, type Money, minimum, money, multiplyByBps, nextUnitsRefundValue } from '../shared/money.ts'
import { existing } from '../shared/same-tenant.ts'
import { storeUnits } from '../stock/store-units.ts'
import type { RefundCase } from './refund-case.ts'
import { keepsGoods, refundsServiceFee } from './refund-rules.ts'

export type PayOutTools = { clock: Clock; ids: Ids }

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
    const parts = payoutParts(refund, line, order)
    const total = parts.upstream.amount + parts.serviceFee.amount + parts.fxMargin.amount
    await post(tx, tools, { refund, order, parts, total, at })
    const counted = await countUnits(tx, tools, { refund, line, at })
    await tx.lines.update({ ...counted, refundedMinor: line.refundedMinor + total, updatedAt: at })
    const fresh = existing(await tx.lines.lock(line.id), line.id)
    await settleUnshipped(tx, await settleException(tx, fresh, { actor: SYSTEM_ACTOR, at }), at)
    await touchOrder(tx, order, { at })
  }
}

type Parts = { upstream: Money; serviceFee: Money; fxMargin: Money }

/** Each part is capped by what is left of the line, the upstream money first. */
function payoutParts(refund: RefundCase, line: OrderLine, order: AgentOrder): Parts {
  const left = money(line.totalMinor - line.refundedMinor, order.currency)
  const upstream = minimum(convert(money(refund.approvedFen ?? 0n, 'CNY'), order.currency, order.rate.referenceRate), left)
  const units = { before: line.refunded, count: refund.quantity }
  const share = refundsServiceFee(refund.type)
    ? nextUnitsRefundValue(money(line.serviceFeeMinor, order.currency), line.ordered, units).amount
    : 0n
  const afterGoods = left.amount - upstream.amount
  const serviceFee = minimum(money(share, order.currency), money(afterGoods, order.currency))
  const margin = multiplyByBps(money(upstream.amount + serviceFee.amount, order.currency), order.rate.marginBps)
  const fxMargin = minimum(margin, money(afterGoods - serviceFee.amount, order.currency))
  return { upstream, serviceFee, fxMargin }
}

type Payout = { refund: RefundCase; order: AgentOrder; parts: Parts; total: bigint; at: Date }

async function post(tx: Transaction, tools: PayOutTools, { refund, order, parts, total, at }: Payout): Promise<void> {
  const context = { ids: tools.ids, at }
  const nothing = money(0n, order.currency)
  if (order.currency !== 'CNY') {
    const amounts = { sold: money(refund.approvedFen ?? 0n, 'CNY'), bought: parts.upstream }
    await tx.ledger.post(refundPosting('exchangeRefund', refund, { ...context, amounts }))
  }
  const amounts = {
    upstream: parts.upstream,
    serviceFee: parts.serviceFee,
    fxMargin: parts.fxMargin,
    subsidy: nothing,
    services: nothing,
    compensation: nothing,
    advanceSettled: nothing,
  }
  const paid = money(total, order.currency)
  await moveRefund(tx, refund, {
    event: 'payOut',
    actor: SYSTEM_ACTOR,
    at,
    facts: {
      payoutsMade: 0,
      amount: paid,
      refundable: paid,
      quantity: refund.quantity,
      refundableQuantity: refund.quantity,
      components: [],
    },
    change: { payoutMinor: total, paidOutAt: at },
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
  if (refund.type === 'BEFORE_SHIPMENT') return refundUnshipped(line, refund.quantity)
  // A discount gives money back for units that stay the owner's: they are not refunded units.
  const refunded = refund.type === 'PARTIAL_REFUND' ? line : refundUnits(line, refund.quantity)
  const kept = keepsGoods(refund.type) ? Math.min(refund.quantity, refunded.failedOnHold) : 0
  if (kept === 0 || refund.inspectionId === null) return refunded
  const inspection = existing(await tx.inspections.find(refund.inspectionId), refund.inspectionId)
  await storeUnits(tx, tools, { line, inspection, quantity: kept, condition: 'DEFECTIVE_ACCEPTED', at })
  return store(acceptAsIs(refunded, kept), kept)
}

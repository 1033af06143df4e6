import { reopenDecision } from '../inspections/reopen-decision.ts'
import { refundPosting } from '../ledger/line-postings.ts'
import { canDo } from '../machine/machine.ts'
import { moveRefund } from '../moves/bindings.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import type { UpstreamRefundStatus } from '../upstream/order.ts'
import type { UpstreamRefund } from '../upstream/refund.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { isOpenClaim } from './claim-scope.ts'
import type { RefundCase } from './refund-case.ts'
import { refundMachine } from './refund-machine.ts'
import type { RefundEvent } from './refund-states.ts'

export type SyncRefundTools = { uow: UnitOfWork; upstreamFor(livemode: boolean): Upstream1688; clock: Clock; ids: Ids }

/** What each upstream status says about the case. */
const NEWS: Partial<Record<UpstreamRefundStatus, RefundEvent>> = {
  awaitingSeller: 'sellerPending',
  sellerRefused: 'modificationRequired',
  awaitingReturn: 'returnApproved',
  returnInTransit: 'returnShipped',
  succeeded: 'upstreamSucceeded',
  closed: 'upstreamClosed',
}

/**
 * Brings a case up to date with 1688: first does upstream what our side has decided (withdraw, hand in the return waybill; both
 * looked up before they are sent), then reads the status and asks the table what is news.
 */
export function createSyncRefund(tools: SyncRefundTools): (refundId: string) => Promise<void> {
  return async (refundId) => {
    const refund = existing(await tools.uow.run((tx) => tx.refunds.find(refundId)), refundId)
    if (refund.upstreamRefundId === null) return
    const upstream = tools.upstreamFor(refund.livemode)
    const before = await upstream.getRefund(refund.upstreamRefundId)
    if (before === undefined) return
    const acted = await actUpstream(upstream, refund, before)
    const seen = acted ? ((await upstream.getRefund(refund.upstreamRefundId)) ?? before) : before
    await tools.uow.run((tx) => record(tx, tools, refundId, seen))
  }
}

/** True when something was sent. An outcome nobody knows is looked at again by the next run: the status tells what happened. */
async function actUpstream(upstream: Upstream1688, refund: RefundCase, seen: UpstreamRefund): Promise<boolean> {
  if (refund.state === 'CANCELLING' && seen.status !== 'closed' && seen.status !== 'succeeded') {
    const outcome = await upstream.cancelRefund(seen.upstreamRefundId)
    if (outcome.kind === 'unknown') throw new RetryLater('the withdrawal is unconfirmed', 5_000)
    return true
  }
  if (refund.state === 'RETURN_SHIPPED' && seen.status === 'awaitingReturn' && refund.returnWaybillNo !== null) {
    const outcome = await upstream.returnGoods({
      upstreamRefundId: seen.upstreamRefundId,
      carrierCode: refund.returnCourierCode ?? '',
      waybillNo: refund.returnWaybillNo,
    })
    if (outcome.kind === 'unknown') throw new RetryLater('the return waybill is unconfirmed', 5_000)
    return true
  }
  return false
}

async function record(tx: Transaction, tools: SyncRefundTools, refundId: string, seen: UpstreamRefund): Promise<void> {
  const known = existing(await tx.refunds.find(refundId), refundId)
  const order = existing(await tx.orders.lock(known.orderId), known.orderId)
  const refund = existing(await tx.refunds.lock(refundId), refundId)
  const at = tools.clock.now()
  const event = NEWS[seen.status]
  const approvedFen = seen.status === 'succeeded' ? seen.refundedGoodsFen + seen.refundedFreightFen : null
  const change: Partial<RefundCase> = {
    upstreamStatus: seen.rawStatus,
    upstreamModifiedAt: seen.modifiedAt,
    deadlineAt: seen.timeoutAt,
    rejectReason: seen.rejectReason ?? refund.rejectReason,
    ...(approvedFen === null ? {} : { approvedFen }),
  }
  if (event === undefined || !canDo(refundMachine, refund.state, event)) {
    await tx.refunds.update({ ...refund, ...change, updatedAt: at })
    return
  }
  const received = money(approvedFen ?? 0n, 'CNY')
  const amounts = { fromSeller: received, fromPlatform: money(0n, 'CNY') }
  const moved = await moveRefund(tx, refund, {
    event,
    actor: PLATFORM_ACTOR,
    at,
    facts: approvedFen === null ? {} : { upstreamAmount: received },
    change,
    reason: seen.rejectReason,
    postings: { refundReceivedUpstream: refundPosting('refundReceivedUpstream', refund, { ids: tools.ids, at, amounts }) },
  })
  if (isOpenClaim(moved)) return
  // Withdrawn or closed: what waited for the money does so no longer.
  await reopenDecision(tx, moved, at)
  await settleException(tx, existing(await tx.lines.lock(moved.lineId), moved.lineId), { actor: SYSTEM_ACTOR, at })
  await touchOrder(tx, order, { at })
}

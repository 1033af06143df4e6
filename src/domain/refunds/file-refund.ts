import { canDo } from '../machine/machine.ts'
import { moveRefund } from '../moves/bindings.ts'
import type { OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import type { UnitOfWork } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import type { RefundOutcome, RefundRequest } from '../upstream/refund.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { goodsStatusOf } from './claim-scope.ts'
import type { RefundCase } from './refund-case.ts'
import { refundMachine } from './refund-machine.ts'
import type { RefundEvent, RefundState } from './refund-states.ts'
import { REFUND_TYPES } from './refund-types.ts'
import { chooseReason } from './upstream-reasons.ts'

export type FileRefundTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  /** A stored picture as 1688 takes it: JPEG, small enough; null for a document, which it does not take. */
  readVoucher(fileId: string): Promise<Uint8Array | null>
  settings: { callLeaseMs: number; lookupSettleMs: number }
}

/** How often a claim that waits for another one on its line looks again. */
const ONE_AT_A_TIME_MS = 10 * 60_000
/** 1688 takes one to five pictures with a claim (domain.md 7.4). */
const MAX_VOUCHERS = 5

type Step = (tools: FileRefundTools, refund: RefundCase) => Promise<void>

const STEPS: Partial<Record<RefundState, Step>> = { FILING: fileOnce, FILING_UNKNOWN: lookUp }

/** More than the longest honest way: file, lose the answer, prove absence, file again. */
const MOST_STEPS = 6

/**
 * Files a claim at 1688 at most once. There is no request id upstream, so the attempt is committed before the call and an unknown
 * outcome is looked up among the order's refunds before anything is sent again (invariant 2). Throws `RetryLater` while waiting.
 */
export function createFileRefund(tools: FileRefundTools): (refundId: string) => Promise<void> {
  return async (refundId) => {
    for (let taken = 0; taken < MOST_STEPS; taken += 1) {
      const refund = existing(await tools.uow.run((tx) => tx.refunds.find(refundId)), refundId)
      const next = STEPS[refund.state]
      if (next === undefined) return
      await next(tools, refund)
    }
    throw new RetryLater(`refund ${refundId} did not settle`, 1_000)
  }
}

async function fileOnce(tools: FileRefundTools, refund: RefundCase): Promise<void> {
  if (refund.filedAttemptAt !== null) return judgeInterrupted(tools, refund, refund.filedAttemptAt)
  const siblings = await siblingsOf(tools, refund)
  if (siblings.some(isOpenUpstream)) throw new RetryLater('1688 takes one claim on a line at a time', ONE_AT_A_TIME_MS)
  const upstream = tools.upstreamFor(refund.livemode)
  const request = await composeRequest(tools, upstream, refund)
  if (request === undefined) return settle(tools, refund, 'filingRefused', { rejectReason: 'no fitting reason upstream' })
  const claimed = await claim(tools, refund)
  const outcome = await createWithUnknown(upstream, request, () => settle(tools, claimed, 'outcomeUnknown', {}))
  if (outcome === undefined) return
  if (outcome.kind === 'accepted')
    return settle(tools, claimed, 'filed', { upstreamRefundId: outcome.upstreamRefundId, rejectReason: null })
  if (outcome.kind === 'unknown' || outcome.reason === 'stateOrDuplicate') return settle(tools, claimed, 'outcomeUnknown', {})
  await settle(tools, claimed, 'filingRefused', { rejectReason: outcome.code, filedAttemptAt: null })
}

/** Undefined when the call may or may not have happened; whatever it was is looked up next. */
async function createWithUnknown(
  upstream: Upstream1688,
  request: RefundRequest,
  unknown: () => Promise<void>,
): Promise<RefundOutcome | undefined> {
  try {
    return await upstream.createRefund(request)
  } catch (error) {
    await unknown()
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}

async function judgeInterrupted(tools: FileRefundTools, refund: RefundCase, attemptedAt: Date): Promise<void> {
  const since = tools.clock.now().getTime() - attemptedAt.getTime()
  if (since < tools.settings.callLeaseMs) throw new RetryLater('another worker may be filing', tools.settings.callLeaseMs - since)
  await settle(tools, refund, 'outcomeUnknown', {})
}

async function lookUp(tools: FileRefundTools, refund: RefundCase): Promise<void> {
  const { line, purchase } = await load(tools, refund)
  const upstream = tools.upstreamFor(refund.livemode)
  const attemptedAt = refund.filedAttemptAt ?? refund.createdAt
  const since = new Date(attemptedAt.getTime() - 60_000)
  const siblings = await siblingsOf(tools, refund)
  // What an earlier attempt on the line left behind is not ours: that one is cleared first.
  if (siblings.some((other) => other.state in STEPS && other.filedAttemptAt !== null && isEarlier(other, refund)))
    throw new RetryLater('an earlier claim on the line is not clear yet', 2_000)
  const candidates = await upstream.findRefundsOfOrder(purchase.upstreamOrderId ?? '')
  const ours = candidates.find(
    (candidate) =>
      candidate.lineIds.includes(line.upstreamEntryId ?? '') &&
      (candidate.appliedAt === null || candidate.appliedAt >= since) &&
      !siblings.some((other) => other.upstreamRefundId === candidate.upstreamRefundId),
  )
  if (ours !== undefined) return settle(tools, refund, 'foundExisting', { upstreamRefundId: ours.upstreamRefundId })
  const settled = attemptedAt.getTime() + tools.settings.callLeaseMs + tools.settings.lookupSettleMs
  const now = tools.clock.now().getTime()
  if (now < settled) throw new RetryLater('1688 may still list the refund', settled - now)
  await settle(tools, refund, 'confirmedAbsent', { filedAttemptAt: null })
}

/** The other cases of the same line. */
async function siblingsOf(tools: FileRefundTools, refund: RefundCase): Promise<RefundCase[]> {
  const cases = await tools.uow.run((tx) => tx.refunds.listOfLine(refund.lineId))
  return cases.filter((other) => other.id !== refund.id)
}

function isEarlier(one: RefundCase, other: RefundCase): boolean {
  const apart = (one.filedAttemptAt?.getTime() ?? 0) - (other.filedAttemptAt?.getTime() ?? 0)
  return apart < 0 || (apart === 0 && one.id < other.id)
}

/** True while 1688 would answer a further claim on the same entry with 5010. */
function isOpenUpstream(refund: RefundCase): boolean {
  return refund.upstreamRefundId !== null && canDo(refundMachine, refund.state, 'upstreamClosed')
}

async function composeRequest(tools: FileRefundTools, upstream: Upstream1688, refund: RefundCase): Promise<RefundRequest | undefined> {
  const { line, purchase } = await load(tools, refund)
  const upstreamOrderId = purchase.upstreamOrderId ?? ''
  const lineId = line.upstreamEntryId ?? ''
  const goodsStatus = goodsStatusOf(line, purchase)
  const reasons = await upstream.refundReasons(upstreamOrderId, [lineId], goodsStatus)
  const vouchers = await readVouchers(tools, refund)
  const reason = chooseReason(refund.reasonCode, reasons, vouchers.length > 0)
  if (reason === undefined) return undefined
  const withReturn = REFUND_TYPES[refund.type].disputeRequest === 'returnRefund'
  const counts = withReturn ? { lineCounts: [{ lineId, count: refund.quantity }] } : {}
  const ceiling = await upstream.maxRefund({ upstreamOrderId, goodsStatus, lineCounts: [{ lineId, count: refund.quantity }] })
  return {
    upstreamOrderId,
    lineIds: [lineId],
    kind: withReturn ? 'returnAndRefund' : 'refundOnly',
    goodsFen: smaller(refund.requestedFen - freightAsked(refund, line), ceiling.goodsFen),
    freightFen: reason.freightRefundable ? smaller(freightAsked(refund, line), ceiling.freightFen) : 0n,
    reasonId: reason.reasonId,
    description: refund.description.length >= 2 ? refund.description : `${refund.reasonCode}`,
    goodsStatus,
    voucherUrls: await uploadVouchers(upstream, vouchers),
    ...counts,
  }
}

/** The part of what is asked that is freight: only with a whole line that never left the seller (domain.md 10.9). */
function freightAsked(refund: RefundCase, line: OrderLine): bigint {
  const whole = refund.type === 'BEFORE_SHIPMENT' && refund.quantity === line.ordered
  return whole ? smaller(line.domesticFreightFen, refund.requestedFen) : 0n
}

async function readVouchers(tools: FileRefundTools, refund: RefundCase): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = []
  for (const fileId of byWeight(refund)) {
    if (pictures.length === MAX_VOUCHERS) break
    const picture = await tools.readVoucher(fileId)
    if (picture !== null) pictures.push(picture)
  }
  return pictures
}

async function uploadVouchers(upstream: Upstream1688, pictures: readonly Uint8Array[]): Promise<string[]> {
  const urls: string[] = []
  for (const picture of pictures) urls.push(await upstream.uploadVoucher(picture))
  return urls
}

/** There is room for few: what proves an item of the reason goes before what only shows the goods. */
function byWeight({ evidenceItems, evidenceFileIds }: RefundCase): string[] {
  return [...new Set([...evidenceItems.map(({ fileId }) => fileId), ...evidenceFileIds])]
}

async function load(tools: FileRefundTools, refund: RefundCase): Promise<{ line: OrderLine; purchase: Purchase }> {
  return tools.uow.run(async (tx) => {
    const line = existing(await tx.lines.find(refund.lineId), refund.lineId)
    const purchaseId = refund.purchaseId ?? line.purchaseId ?? ''
    return { line, purchase: existing(await tx.purchases.find(purchaseId), purchaseId) }
  })
}

/** Commits that the call is being made; the state stays FILING, the time is the mark a crash leaves behind. */
async function claim(tools: FileRefundTools, refund: RefundCase): Promise<RefundCase> {
  return tools.uow.run(async (tx) => {
    const fresh = existing(await tx.refunds.lock(refund.id), refund.id)
    if (fresh.state !== 'FILING' || fresh.filedAttemptAt !== null) throw new RetryLater(`refund ${refund.id} is in other hands`, 1_000)
    const at = tools.clock.now()
    return tx.refunds.update({ ...fresh, filedAttemptAt: at, updatedAt: at })
  })
}

const BY_US: ReadonlySet<RefundEvent> = new Set(['outcomeUnknown', 'confirmedAbsent'])

async function settle(tools: FileRefundTools, refund: RefundCase, event: RefundEvent, change: Partial<RefundCase>): Promise<void> {
  await tools.uow.run(async (tx) => {
    const fresh = existing(await tx.refunds.lock(refund.id), refund.id)
    if (fresh.state !== refund.state) return
    const actor = BY_US.has(event) ? SYSTEM_ACTOR : PLATFORM_ACTOR
    await moveRefund(tx, fresh, { event, actor, at: tools.clock.now(), facts: {}, change, reason: change.rejectReason ?? null })
  })
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}

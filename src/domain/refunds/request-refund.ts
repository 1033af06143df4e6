import { attachFiles, requireOwnFile } from '../files/attach-files.ts'
import type { Inspection } from '../inspections/inspection.ts'
import { moveRefund } from '../moves/bindings.ts'
import type { OrderLine } from '../orders/order.ts'
import { refundableUnits } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { Commands } from '../use-cases.ts'
import { isOpenClaim, unitsPaidBack } from './claim-scope.ts'
import { type ClaimWorth, claimWorth } from './claim-worth.ts'
import { type ReasonCode, reasonRule, requireAskedFor } from './reasons.ts'
import type { EvidenceItem, RefundCase } from './refund-case.ts'
import type { RefundType } from './refund-types.ts'
import { requirePossible } from './require-possible.ts'
import { type Review, reviewRefund } from './review-refund.ts'

export type OpenRefundTools = { clock: Clock; ids: Ids; rules: RuleBook }

/** A partner's own claim on some units of a line. */
export function createRequestRefund(tools: OpenRefundTools): Commands['requestRefund'] {
  return async (tx, input) => {
    const known = ownedBy(await tx.lines.find(input.lineId), input.tenant, input.lineId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const line = existing(await tx.lines.lock(known.id), known.id)
    await requireEvidence(tx, input)
    const at = tools.clock.now()
    const refund = await openRefund(tx, tools, { ...input, line, inspection: null, at })
    await attachFiles(tx, refund.evidenceFileIds, refund.id)
    await touchOrder(tx, order, { at })
    return refund
  }
}

type Evidence = Pick<OpenRefund, 'evidenceFileIds' | 'evidenceItems' | 'reasonCode'>

/** Every file, once: what proves an item is a file of the claim, too. */
function filesOf({ evidenceFileIds, evidenceItems = [] }: Omit<Evidence, 'reasonCode'>): string[] {
  return [...new Set([...evidenceFileIds, ...evidenceItems.map(({ fileId }) => fileId)])]
}

/** The partner's own files, each for something its reason asks for. Throws `resource.not_found` and `refund.evidence_missing`. */
async function requireEvidence(tx: Transaction, { tenant, ...claim }: Evidence & { tenant: Tenant }): Promise<void> {
  for (const fileId of filesOf(claim)) await requireOwnFile(tx, tenant, fileId)
  for (const { item } of claim.evidenceItems ?? []) requireAskedFor(claim.reasonCode, item)
}

export type OpenRefund = {
  actor: Actor
  line: OrderLine
  inspection: Inspection | null
  quantity: number
  type: RefundType
  reasonCode: ReasonCode
  description: string
  amountMinor: bigint | null
  evidenceFileIds: string[]
  /** Files that prove an item of the reason. */
  evidenceItems?: EvidenceItem[]
  at: Date
}

/**
 * Opens a case and takes it as far as the rules alone allow: evidence complete and funded upstream goes straight to filing,
 * everything else waits for the after-sales desk. The line must be locked; throws the refund refusals of domain.md 10.10.
 */
export async function openRefund(tx: Transaction, tools: OpenRefundTools, claim: OpenRefund): Promise<RefundCase> {
  return reviewRefund(tx, tools, await submitClaim(tx, tools, claim))
}

/** Opens a case that nobody has looked at yet; the line must be locked. Throws the refund refusals of domain.md 10.10. */
export async function submitClaim(tx: Transaction, tools: OpenRefundTools, claim: OpenRefund): Promise<Review> {
  const purchase = claim.line.purchaseId === null ? undefined : await tx.purchases.find(claim.line.purchaseId)
  requirePossible(claim, purchase)
  const others = await tx.refunds.listOfLine(claim.line.id)
  const open = others.filter(isOpenClaim)
  const order = existing(await tx.orders.find(claim.line.orderId), claim.line.orderId)
  const value = claimWorth({ ...claim, currency: order.currency }, open)
  const draft = caseFrom(claim, value, tools.ids.next('rfc'))
  await tx.refunds.insert(draft)
  const claimedUnits = open.reduce((total, other) => total + unitsPaidBack(other), 0)
  const limits = {
    amount: money(draft.requestedMinor, draft.currency),
    refundable: money(value.refundableMinor, draft.currency),
    quantity: draft.quantity,
    refundableQuantity: refundableUnits(claim.line) - claimedUnits,
    components: [],
  }
  const submitted = await moveRefund(tx, draft, {
    event: 'submit',
    actor: claim.actor,
    at: claim.at,
    facts: {
      now: claim.at,
      reasonFits: reasonRule(claim.reasonCode).types.includes(claim.type),
      overlappingCases: 0,
      claimableUntil: claimableUntil(tools, claim),
      ...limits,
    },
    evidence: filesOf(claim),
    reason: claim.description,
  })
  return { refund: submitted, limits, at: claim.at }
}

/** A line that is complete can be claimed on for some time more; before that there is no end (10.10). */
function claimableUntil({ rules }: OpenRefundTools, { line, at }: OpenRefund): Date | null {
  if (line.completedAt === null) return null
  return addMilliseconds(line.completedAt, valueAt('claimAfterCompletion', at, rules.rowsFor(line)).ms)
}

function caseFrom(claim: OpenRefund, value: ClaimWorth, id: string): RefundCase {
  const { line } = claim
  return {
    partnerId: line.partnerId,
    livemode: line.livemode,
    id,
    orderId: line.orderId,
    lineId: line.id,
    purchaseId: line.purchaseId,
    inspectionId: claim.inspection?.id ?? null,
    state: 'DRAFT',
    type: claim.type,
    reasonCode: claim.reasonCode,
    description: claim.description,
    quantity: claim.quantity,
    currency: value.currency,
    requestedMinor: value.requestedMinor,
    requestedFen: value.requestedFen,
    upstreamRefundId: null,
    upstreamStatus: null,
    upstreamModifiedAt: null,
    filedAttemptAt: null,
    approvedFen: null,
    payoutMinor: null,
    payoutParts: null,
    settlement: null,
    compensationProposal: null,
    returnWaybillNo: null,
    returnCourierCode: null,
    deadlineAt: null,
    rejectReason: null,
    evidenceFileIds: filesOf(claim),
    evidenceItems: claim.evidenceItems ?? [],
    missingEvidence: [],
    paidOutAt: null,
    createdAt: claim.at,
    updatedAt: claim.at,
    version: 1,
  }
}

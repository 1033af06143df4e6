import type { ShotCode } from '../inspections/shots.ts'
import { Refusal } from '../shared/refusal.ts'
import type { RefundType } from './refund-types.ts'

/** Papers and records that prove a claim beside the inspector's shots. */
export type EvidenceDocument =
  | 'LISTING_SNAPSHOT'
  | 'CHAT_OR_CLOSE_REASON'
  | 'PROMISE_AND_PAYMENT_TIME'
  | 'COURIER_TRACE'
  | 'COURIER_PROOF_REQUEST'
  | 'DOCK_LOG'
  | 'PARCEL_WEIGHT'
  | 'UNIT_COUNT'
  | 'FUNCTION_VIDEO'
  | 'LAB_REPORT'
  | 'BRAND_EVIDENCE'
  | 'RULE_REFERENCE'
  | 'INTERNAL_RECORD'
  | 'CONSIGNEE_PHOTOS'
  | 'AUTHORITY_NOTICE'

export type FreightPayer = 'partner' | 'seller' | 'agent' | 'courier' | 'carrier'

type ReasonRule = {
  readonly types: readonly RefundType[]
  readonly evidence: readonly (ShotCode | EvidenceDocument)[]
  /** Asked for when it applies: function defects are filmed, material claims need a laboratory. */
  readonly evidenceIfApplicable: readonly (ShotCode | EvidenceDocument)[]
  /** Who pays a return by default; null when nothing is sent back. */
  readonly freightPayer: FreightPayer | null
  readonly cause: 'seller' | 'subjective' | 'courier' | 'agent' | 'carrier' | 'authority'
}

const unshipped = { types: ['BEFORE_SHIPMENT'], evidenceIfApplicable: [], freightPayer: null, cause: 'seller' } as const
const underway = { types: ['IN_TRANSIT_REFUND_ONLY'], evidenceIfApplicable: [], freightPayer: null, cause: 'courier' } as const
const received = ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER', 'REFUND_NO_RETURN_SUBSIDY', 'PARTIAL_REFUND', 'RESHIP', 'EXCHANGE'] as const
const mismatch = {
  types: ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER', 'RESHIP', 'EXCHANGE'],
  evidence: ['SKU_LABEL', 'ITEM_FRONT', 'LISTING_SNAPSHOT'],
  evidenceIfApplicable: [],
  freightPayer: 'seller',
  cause: 'seller',
} as const
const abroad = { types: ['CARRIER_CLAIM'], evidenceIfApplicable: [], freightPayer: 'carrier', cause: 'carrier' } as const

/** Our own stable reasons (domain.md 10.5): which types they open, what proves them, who pays a return. 1688's ids are looked up live. */
export const REFUND_REASONS = {
  CHANGED_MIND: {
    types: ['BEFORE_SHIPMENT', 'RETURN_REFUND'],
    evidence: ['LISTING_SNAPSHOT'],
    evidenceIfApplicable: ['ITEM_FRONT'],
    freightPayer: 'partner',
    cause: 'subjective',
  },
  OUT_OF_STOCK: { ...unshipped, evidence: ['CHAT_OR_CLOSE_REASON'] },
  SELLER_REFUSED: { ...unshipped, evidence: ['CHAT_OR_CLOSE_REASON'] },
  LATE_SHIPMENT: { ...unshipped, evidence: ['PROMISE_AND_PAYMENT_TIME'] },
  FALSE_SHIPMENT: { ...underway, evidence: ['COURIER_TRACE'], cause: 'seller' },
  LOST_DOMESTIC: { ...underway, evidence: ['COURIER_TRACE'] },
  NOT_RECEIVED_BUT_SIGNED: { ...underway, evidence: ['COURIER_PROOF_REQUEST', 'DOCK_LOG'] },
  SHORT_QUANTITY: {
    types: ['PARTIAL_REFUND', 'RESHIP'],
    evidence: ['OUTER_BOX', 'OPENED_BOX', 'LAYOUT', 'PARCEL_WEIGHT'],
    evidenceIfApplicable: ['PACKING_SLIP'],
    freightPayer: 'seller',
    cause: 'seller',
  },
  WRONG_ITEM: mismatch,
  WRONG_VARIANT: mismatch,
  DAMAGED_ON_ARRIVAL: {
    types: received,
    evidence: ['OUTER_BOX', 'OPENED_BOX', 'DEFECT_CLOSE_UP'],
    evidenceIfApplicable: [],
    freightPayer: 'seller',
    cause: 'seller',
  },
  DEFECTIVE_QUALITY: {
    types: received,
    evidence: ['DEFECT_CLOSE_UP', 'UNIT_COUNT'],
    evidenceIfApplicable: ['FUNCTION_VIDEO'],
    freightPayer: 'seller',
    cause: 'seller',
  },
  NOT_AS_DESCRIBED: {
    types: ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER', 'REFUND_NO_RETURN_SUBSIDY', 'PARTIAL_REFUND'],
    evidence: ['LISTING_SNAPSHOT', 'TAPE_MEASURE'],
    evidenceIfApplicable: ['CHAT_OR_CLOSE_REASON', 'LAB_REPORT'],
    freightPayer: 'seller',
    cause: 'seller',
  },
  COUNTERFEIT_IP: {
    types: ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER'],
    evidence: ['BRAND_EVIDENCE', 'ITEM_FRONT'],
    evidenceIfApplicable: [],
    freightPayer: 'seller',
    cause: 'seller',
  },
  PROHIBITED_EXPORT: {
    types: ['RETURN_REFUND'],
    evidence: ['RULE_REFERENCE'],
    evidenceIfApplicable: ['LISTING_SNAPSHOT'],
    freightPayer: 'partner',
    cause: 'subjective',
  },
  MISSING_ACCESSORY: {
    types: ['PARTIAL_REFUND', 'RESHIP'],
    evidence: ['LAYOUT', 'LISTING_SNAPSHOT'],
    evidenceIfApplicable: [],
    freightPayer: 'seller',
    cause: 'seller',
  },
  EXPIRED: {
    types: ['RETURN_REFUND', 'REFUND_NO_RETURN_SELLER'],
    evidence: ['SKU_LABEL'],
    evidenceIfApplicable: [],
    freightPayer: 'seller',
    cause: 'seller',
  },
  AGENT_ERROR: {
    types: ['AGENT_COMPENSATION', 'FREIGHT_TRUE_UP', 'GOODWILL'],
    evidence: ['INTERNAL_RECORD'],
    evidenceIfApplicable: [],
    freightPayer: 'agent',
    cause: 'agent',
  },
  INTL_LOST: { ...abroad, evidence: ['COURIER_TRACE'] },
  INTL_DAMAGED: { ...abroad, evidence: ['CONSIGNEE_PHOTOS'] },
  CUSTOMS_SEIZED: { ...abroad, evidence: ['AUTHORITY_NOTICE'], freightPayer: 'partner', cause: 'authority' },
} as const satisfies Record<string, ReasonRule>

export type ReasonCode = keyof typeof REFUND_REASONS
export const REASON_CODES = Object.keys(REFUND_REASONS) as readonly ReasonCode[]

/** The rule of a reason, with its lists widened for reading. */
export function reasonRule(code: ReasonCode): ReasonRule {
  return REFUND_REASONS[code]
}

/** What the reason asks for and is not there yet. */
export function missingEvidence(code: ReasonCode, present: readonly string[]): string[] {
  return reasonRule(code).evidence.filter((item) => !present.includes(item))
}

/** Throws `refund.evidence_missing`, naming what the reason does ask for, when it does not ask for this. */
export function requireAskedFor(code: ReasonCode, item: string): void {
  const { evidence, evidenceIfApplicable } = reasonRule(code)
  const asked: string[] = [...evidence, ...evidenceIfApplicable]
  if (!asked.includes(item)) throw new Refusal('refund.evidence_missing', { item, allowed: asked })
}

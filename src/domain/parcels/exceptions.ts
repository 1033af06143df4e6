import type { ReasonCode } from '../refunds/reasons.ts'
import { DAY_MS, HOUR_MS } from '../shared/clock.ts'

/** What happens to the units when nobody answers, as the order line says or by default. */
export type ExceptionPolicyCode = 'ACCEPT_AS_IS' | 'CLAIM_PARTIAL' | 'RETURN' | 'RESHIP'

type ExceptionRule = {
  readonly test: string
  readonly action: string
  /** How long the partner may think, before the cap of domain.md 7.7; null when nothing is asked. */
  readonly answerWithinMs: number | null
  /** The policy on silence; null when there is nothing to decide. */
  readonly onSilence: ExceptionPolicyCode | null
  readonly neverOnSilence: readonly ExceptionPolicyCode[]
  readonly reasonCode: ReasonCode | null
}

const threeDays = 72 * HOUR_MS
const mismatch = {
  action: 'refund or exchange at the seller’s cost',
  answerWithinMs: threeDays,
  onSilence: 'RETURN',
  neverOnSilence: [],
} as const
const claim = { action: 'claim', answerWithinMs: threeDays, onSilence: 'RETURN', neverOnSilence: [] } as const
const banned = {
  answerWithinMs: threeDays,
  onSilence: 'RETURN',
  neverOnSilence: ['ACCEPT_AS_IS', 'RESHIP', 'CLAIM_PARTIAL'],
} as const
const noted = { answerWithinMs: null, onSilence: null, neverOnSilence: [], reasonCode: null } as const

/** Discrepancies found at the dock (domain.md 6.3): the test, what we do, how long the partner has, what silence means. */
export const PARCEL_EXCEPTIONS = {
  SHORT: {
    test: 'counted less than the packing expectation and all parcels arrived',
    action: 'claim the missing units or have them sent',
    answerWithinMs: threeDays,
    onSilence: 'CLAIM_PARTIAL',
    neverOnSilence: [],
    reasonCode: 'SHORT_QUANTITY',
  },
  PARTIAL_ARRIVAL: { ...noted, test: 'counted less than expected, more parcels open', action: 'wait' },
  OVER: {
    test: 'counted more than ordered',
    action: 'hold the extra units; keep and pay, return or donate',
    answerWithinMs: 7 * DAY_MS,
    onSilence: 'RETURN',
    neverOnSilence: [],
    reasonCode: null,
  },
  WRONG_ITEM: { ...mismatch, test: 'a different offer', reasonCode: 'WRONG_ITEM' },
  WRONG_VARIANT: { ...mismatch, test: 'colour, size or specification differs', reasonCode: 'WRONG_VARIANT' },
  DAMAGED_OUTER: { ...noted, test: 'box crushed or wet, contents unknown', action: 'photograph before opening, continue' },
  DAMAGED_GOODS: { ...claim, test: 'goods damaged', reasonCode: 'DAMAGED_ON_ARRIVAL' },
  DEFECT: { ...claim, test: 'function, workmanship or measurement out of tolerance', reasonCode: 'DEFECTIVE_QUALITY' },
  EMPTY_PARCEL: {
    test: 'weighs less than half of what is expected',
    action: 'open on camera',
    answerWithinMs: DAY_MS,
    onSilence: 'CLAIM_PARTIAL',
    neverOnSilence: ['ACCEPT_AS_IS'],
    reasonCode: 'SHORT_QUANTITY',
  },
  UNIDENTIFIED: { ...noted, test: 'no match', action: 'search for 30 days, then dispose with notice', answerWithinMs: 30 * DAY_MS },
  PROHIBITED: { ...banned, test: 'banned for export', action: 'quarantine; return or destroy', reasonCode: 'PROHIBITED_EXPORT' },
  RESTRICTED: {
    test: 'only some lines carry it',
    action: 'allowed lines only',
    answerWithinMs: threeDays,
    onSilence: 'RETURN',
    neverOnSilence: ['ACCEPT_AS_IS'],
    reasonCode: 'PROHIBITED_EXPORT',
  },
  IP_SUSPECT: { ...banned, test: 'a brand mark without authorisation', action: 'quarantine, no export', reasonCode: 'COUNTERFEIT_IP' },
  NO_LABEL_CERT: {
    test: 'a label or certificate of the destination is missing',
    action: 'relabel as a service, or hold',
    answerWithinMs: threeDays,
    onSilence: 'RETURN',
    neverOnSilence: ['ACCEPT_AS_IS'],
    reasonCode: 'NOT_AS_DESCRIBED',
  },
  EXPIRED_SHELF_LIFE: {
    test: 'fewer days left than the policy asks for',
    action: 'refuse or return',
    answerWithinMs: DAY_MS,
    onSilence: 'RETURN',
    neverOnSilence: ['ACCEPT_AS_IS'],
    reasonCode: 'EXPIRED',
  },
} as const satisfies Record<string, ExceptionRule>

export type ExceptionCode = keyof typeof PARCEL_EXCEPTIONS
export const EXCEPTION_CODES = Object.keys(PARCEL_EXCEPTIONS) as readonly ExceptionCode[]

/** A parcel lighter than this share of its expected weight is opened on camera. */
const EMPTY_BELOW_PERCENT = 50

/** What is done on silence: the line's own policy unless the exception forbids it; null when there is nothing to decide. */
export function policyOnSilence(code: ExceptionCode, linePolicy: ExceptionPolicyCode | null): ExceptionPolicyCode | null {
  const rule: ExceptionRule = PARCEL_EXCEPTIONS[code]
  if (rule.onSilence === null) return null
  return linePolicy !== null && !rule.neverOnSilence.includes(linePolicy) ? linePolicy : rule.onSilence
}

/** The code of a count: nothing wrong, short, over, or still waiting for parcels. */
export function countException(count: { expected: number; counted: number; openParcels: number }): ExceptionCode | null {
  if (count.counted === count.expected) return null
  if (count.counted > count.expected) return 'OVER'
  return count.openParcels > 0 ? 'PARTIAL_ARRIVAL' : 'SHORT'
}

/** True when the scale says the parcel cannot hold what it should. */
export function isSuspiciouslyLight(weightG: number, expectedG: number): boolean {
  return weightG * 100 < expectedG * EMPTY_BELOW_PERCENT
}

import type { InspectionLevelCode } from '../quotes/quote.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { InspectionState } from './inspection-machine.ts'

/** The examination of one line's units out of one parcel. */
export type Inspection = Tenant & {
  id: string
  orderId: string
  lineId: string
  parcelId: string
  state: InspectionState
  level: InspectionLevelCode
  expectedQuantity: number
  /** Counted by piece; null until the inspector says. passed + failed = counted. */
  countedQuantity: number | null
  passedQuantity: number | null
  failedQuantity: number | null
  /** What to do, made by the preparation job: sample size, shots, checks (domain.md 7). */
  plan: InspectionPlan | null
  defects: Defect[]
  remark: string | null
  inspectorId: string | null
  /** Work queues sort by this: the earliest clock that would weaken a claim (domain.md 7.7). */
  inspectBy: Date
  startedAt: Date | null
  completedAt: Date | null
  /** A failed inspection waits for the partner until then, afterwards the line's policy applies (domain.md 7.6). */
  decideBy: Date | null
  decision: InspectionDecision | null
  decidedAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

export type InspectionPlan = {
  sampleSize: number
  codeLetter: string | null
  acceptance: { critical: PlanLimits; major: PlanLimits; minor: PlanLimits }
  shots: string[]
  checks: string[]
  notCovered: string[]
}
type PlanLimits = { accept: number; reject: number }

export type Defect = { checkType: string; severity: 'critical' | 'major' | 'minor'; quantity: number; description: string }

export const INSPECTION_DECISIONS = ['ACCEPT_AS_IS', 'REFUND_ONLY', 'RETURN_REFUND', 'PARTIAL_REFUND', 'DISPOSE'] as const
export type InspectionDecision = (typeof INSPECTION_DECISIONS)[number]

/** A picture taken at the bench. `shot` names its place in the fixed order of shots (domain.md 7.4). */
export type InspectionPhoto = Tenant & {
  id: string
  inspectionId: string
  shot: string
  /** The untouched original: staff only. */
  originalFileId: string
  /** What partners see: courier phone and address blurred. */
  redactedFileId: string
  takenBy: string
  takenAt: Date
  version: number
}

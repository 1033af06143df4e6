import type { ReasonCode } from '../refunds/reasons.ts'
import type { CheckType } from './check-types.ts'
import type { Defect } from './inspection.ts'

/** Which failed check names the reason of a claim, the strongest first; anything else is a quality defect (domain.md 7.2, 10.5). */
const REASON_OF_CHECK: readonly (readonly [CheckType, ReasonCode])[] = [
  ['IDENTITY', 'WRONG_ITEM'],
  ['VARIANT', 'WRONG_VARIANT'],
  ['IP_BRAND', 'COUNTERFEIT_IP'],
  ['SHELF_LIFE', 'EXPIRED'],
  ['VISUAL_DAMAGE', 'DAMAGED_ON_ARRIVAL'],
  ['OUTER_PACKAGING', 'DAMAGED_ON_ARRIVAL'],
  ['MEASUREMENT', 'NOT_AS_DESCRIBED'],
  ['COMPLETENESS', 'DEFECTIVE_QUALITY'],
]

/** Why these units would be claimed from the seller; pieces that never came are a shortage. */
export function claimReason(defects: readonly Defect[], failedQuantity: number): ReasonCode {
  if (failedQuantity === 0) return 'SHORT_QUANTITY'
  const found = REASON_OF_CHECK.find(([checkType]) => defects.some((defect) => defect.checkType === checkType))
  return found?.[1] ?? 'DEFECTIVE_QUALITY'
}

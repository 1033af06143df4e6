import type { InspectionPlan } from './inspection.ts'
import { type InspectionLevel, inspectionLevelRule } from './levels.ts'
import { lotSample } from './sampling.ts'

/** The work sheet of an inspection: sample and limits of the lot, shots, checks, and what the level does not promise. */
export function planInspection(level: InspectionLevel, lotSize: number): InspectionPlan {
  const rule = inspectionLevelRule(level)
  const { sampleSize, codeLetter, acceptance } = lotSample(rule.samplingMode, { lotSize })
  return { sampleSize, codeLetter, acceptance, shots: [...rule.shots], checks: [...rule.checks], notCovered: [...rule.notCovered] }
}

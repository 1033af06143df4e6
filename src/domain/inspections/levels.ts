import type { CheckType } from './check-types.ts'
import type { SamplingMode } from './sampling.ts'
import type { ShotCode } from './shots.ts'

type InspectionLevelRule = {
  readonly samplingMode: SamplingMode
  readonly checks: readonly CheckType[]
  readonly shots: readonly ShotCode[]
  readonly leastPhotos: number
  /** Published with the level: a claim can rest only on what was looked at. */
  readonly notCovered: readonly string[]
}

const basicChecks = [
  'QUANTITY',
  'IDENTITY',
  'VARIANT',
  'OUTER_PACKAGING',
  'VISUAL_DAMAGE',
  'PROHIBITED',
  'IP_BRAND',
  'DANGEROUS_GOODS',
] as const
const standardChecks = [...basicChecks, 'COMPLETENESS', 'MEASUREMENT', 'LABELLING', 'CUSTOMS_DATA'] as const
const everywhere = [
  'phone-case model',
  'lens degree',
  'garment lining',
  'items under 2.5 cm',
  'sealed goods other than clothes, shoes and bags',
] as const

/** What each level covers and what it does not (domain.md 7.1); prices are policy rows (`inspectionFee`), LAB is quoted. */
export const INSPECTION_LEVELS = {
  BASIC: {
    samplingMode: 'FULL',
    checks: basicChecks,
    shots: ['OUTER_BOX', 'LAYOUT', 'SKU_LABEL'],
    leastPhotos: 3,
    notCovered: ['inside of inner packs', 'accessories', 'function', 'measurements', 'material', ...everywhere],
  },
  STANDARD: {
    samplingMode: 'FULL',
    checks: standardChecks,
    shots: ['OUTER_BOX', 'OPENED_BOX', 'LAYOUT', 'ITEM_FRONT', 'ITEM_BACK', 'SKU_LABEL'],
    leastPhotos: 6,
    notCovered: ['function', 'material', 'more than two measurements', ...everywhere],
  },
  DETAILED: {
    samplingMode: 'AQL',
    checks: [...standardChecks, 'WORKMANSHIP', 'FUNCTION', 'SHELF_LIFE'],
    shots: ['OUTER_BOX', 'OPENED_BOX', 'LAYOUT', 'ITEM_FRONT', 'ITEM_BACK', 'SKU_LABEL', 'TAPE_MEASURE', 'SCALE', 'PACKING_SLIP'],
    leastPhotos: 10,
    notCovered: ['material and chemistry', 'durability', ...everywhere],
  },
  LAB: {
    samplingMode: 'PERCENT',
    checks: ['MEASUREMENT', 'FUNCTION', 'LABELLING'],
    shots: ['ITEM_FRONT', 'ITEM_BACK', 'SKU_LABEL'],
    leastPhotos: 3,
    notCovered: ['everything but the tests on the laboratory’s order'],
  },
} as const satisfies Record<string, InspectionLevelRule>

export type InspectionLevel = keyof typeof INSPECTION_LEVELS

/** The rule of a level, with its lists widened for reading. */
export function inspectionLevelRule(level: InspectionLevel): InspectionLevelRule {
  return INSPECTION_LEVELS[level]
}

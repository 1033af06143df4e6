import { Refusal } from '../shared/refusal.ts'
import {
  type AcceptanceLimit,
  CODE_LETTERS,
  type CodeLetter,
  LAST_VERIFIED_TIGHTENED,
  LETTER_ROWS,
  LEVEL_ORDER,
  MASTER_TABLE,
  SAMPLE_SIZES,
  type SamplingLevel,
  type SamplingSeverity,
} from './sampling-tables.ts'

export type SamplingPlan = {
  /** The letter of the lot, and the letter whose plan applies once arrows are followed. */
  readonly codeLetter: CodeLetter | null
  readonly planLetter: CodeLetter | null
  /** The plan's sample, and what is inspected: never more than the lot. */
  readonly planSampleSize: number
  readonly sampleSize: number
  readonly inspectAll: boolean
  readonly accept: number
  readonly reject: number
  /** False for tightened plans nobody has compared with a printed table. */
  readonly isVerified: boolean
}

type Lot = { readonly lotSize: number; readonly level?: SamplingLevel; readonly severity?: SamplingSeverity }

/** The single sampling plan of a lot for one limit (general level II, normal, unless told). A lot of one is that piece. */
export function samplingPlan(limit: AcceptanceLimit, { lotSize, level = 'II', severity = 'normal' }: Lot): SamplingPlan {
  requireLot(lotSize)
  if (lotSize === 1) return wholeLot(1, null)
  const codeLetter = letterOf(lotSize, level)
  const { letter, accept } = followArrows(MASTER_TABLE[severity][limit].split(' '), codeLetter)
  const planSampleSize = SAMPLE_SIZES[letter]
  return {
    codeLetter,
    planLetter: letter,
    planSampleSize,
    sampleSize: Math.min(planSampleSize, lotSize),
    inspectAll: planSampleSize >= lotSize,
    accept,
    reject: accept + 1,
    isVerified: severity === 'normal' || CODE_LETTERS.indexOf(letter) <= CODE_LETTERS.indexOf(LAST_VERIFIED_TIGHTENED),
  }
}

export type DefectCounts = { readonly critical: number; readonly major: number; readonly minor: number }
type Limits = { readonly accept: number; readonly reject: number }

export type LotSample = {
  readonly samplingMode: SamplingMode
  readonly codeLetter: CodeLetter | null
  readonly sampleSize: number
  readonly inspectAll: boolean
  readonly acceptance: { readonly [defectClass in keyof DefectCounts]: Limits }
}

/** A percentage sample is a convenience, not a plan of the standard, and is never called one. */
export type SamplingMode = 'AQL' | 'FULL' | 'PERCENT'

const ANY_REJECTS: Limits = { accept: 0, reject: 1 }
/** Seen at agents (domain.md 7.2): 5 % of the pieces, at least 5, at most 20. */
const PERCENT_SAMPLE = { percent: 5, least: 5, most: 20 }

/** What to take out of a lot and how many defects of each class it bears: critical none, major 2.5, minor 4.0 (domain.md 7.2). */
export function lotSample(samplingMode: SamplingMode, lot: Lot): LotSample {
  requireLot(lot.lotSize)
  const { lotSize } = lot
  if (samplingMode === 'AQL') {
    const major = samplingPlan('2.5', lot)
    const minor = samplingPlan('4.0', lot)
    const sampleSize = Math.max(major.sampleSize, minor.sampleSize)
    return {
      samplingMode,
      codeLetter: major.codeLetter,
      sampleSize,
      inspectAll: sampleSize === lotSize,
      acceptance: { critical: ANY_REJECTS, major: limitsOf(major), minor: limitsOf(minor) },
    }
  }
  const share = Math.ceil((lotSize * PERCENT_SAMPLE.percent) / 100)
  const percentSize = Math.min(lotSize, PERCENT_SAMPLE.most, Math.max(PERCENT_SAMPLE.least, share))
  const sampleSize = samplingMode === 'FULL' ? lotSize : percentSize
  const acceptance = { critical: ANY_REJECTS, major: ANY_REJECTS, minor: ANY_REJECTS }
  return { samplingMode, codeLetter: null, sampleSize, inspectAll: sampleSize === lotSize, acceptance }
}

/** True when no class reaches its rejection number; count each nonconforming unit once, by its worst class. */
export function isAccepted(sample: LotSample, found: DefectCounts): boolean {
  const classes = Object.keys(sample.acceptance) as (keyof DefectCounts)[]
  return classes.every((defectClass) => found[defectClass] <= sample.acceptance[defectClass].accept)
}

/** The letter of a lot at a level; lots have at least two pieces. */
export function letterOf(lotSize: number, level: SamplingLevel): CodeLetter {
  const row = LETTER_ROWS.find(({ max }) => max === null || lotSize <= max)
  const letter = CODE_LETTERS.find((candidate) => candidate === row?.letters[LEVEL_ORDER.indexOf(level)])
  if (letter === undefined) throw new RangeError(`no code letter for ${lotSize} pieces at level ${level}`)
  return letter
}

function followArrows(cells: readonly string[], from: CodeLetter): { letter: CodeLetter; accept: number } {
  let index = CODE_LETTERS.indexOf(from)
  while (cells[index] === 'v' || cells[index] === '^') index += cells[index] === 'v' ? 1 : -1
  const letter = CODE_LETTERS[index]
  if (letter === undefined) throw new RangeError('an arrow leads out of the table')
  return { letter, accept: Number(cells[index]) }
}

function wholeLot(lotSize: number, codeLetter: CodeLetter | null): SamplingPlan {
  return {
    codeLetter,
    planLetter: codeLetter,
    planSampleSize: lotSize,
    sampleSize: lotSize,
    inspectAll: true,
    ...ANY_REJECTS,
    isVerified: true,
  }
}

function limitsOf({ accept, reject }: Limits): Limits {
  return { accept, reject }
}

function requireLot(lotSize: number): void {
  if (!Number.isSafeInteger(lotSize) || lotSize < 1) throw new Refusal('inspection.lot_size_invalid', { lotSize })
}

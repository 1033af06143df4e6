import { citationOf, RULE_ROWS, ruleAt, valueAt } from './rule-at.ts'
import type { RuleId, RuleRow } from './rule-row.ts'

type Cited = { ruleId: string; version: string }
type PerLevel = { BASIC: bigint; STANDARD: bigint; DETAILED: bigint }

/** The fees in force, each with what a charge must cite; amounts in fen. */
export type FeesInForce = {
  serviceFee: Cited & { bps: number; minimumFen: bigint }
  inspectionFee: Cited & { perPieceFen: PerLevel; minimumFen: PerLevel }
  fxMargin: Cited & { bps: number }
  validityMs: number
}

/** Service fee, inspection fees, FX margin and quote validity at an instant, ready for pricing a quote. */
export function feeRulesAt(at: Date, rows: readonly RuleRow[] = RULE_ROWS): FeesInForce {
  const { bps, minimum } = valueAt('serviceFee', at, rows)
  const levels = valueAt('inspectionFee', at, rows)
  const perLevel = (part: 'perPiece' | 'minimum'): PerLevel => ({
    BASIC: levels.BASIC[part].amount,
    STANDARD: levels.STANDARD[part].amount,
    DETAILED: levels.DETAILED[part].amount,
  })
  return {
    serviceFee: { ...cited('serviceFee', at, rows), bps, minimumFen: minimum.amount },
    inspectionFee: { ...cited('inspectionFee', at, rows), perPieceFen: perLevel('perPiece'), minimumFen: perLevel('minimum') },
    fxMargin: { ...cited('fxMargin', at, rows), bps: valueAt('fxMargin', at, rows).bps },
    validityMs: valueAt('quoteValidity', at, rows).ms,
  }
}

function cited(id: RuleId, at: Date, rows: readonly RuleRow[]): Cited {
  const row = ruleAt(id, at, rows)
  if (row === undefined) throw new RangeError(`rule ${id} is not in force at ${at.toISOString()}`)
  return citationOf(row)
}

import { citationOf, RULE_ROWS, ruleAt } from '../policy/rule-at.ts'
import type { RuleId, RuleRow } from '../policy/rule-row.ts'
import type { FeeRules } from './price-quote.ts'

/** The fee rules in force at `at`, each with the row to cite; throws RangeError when the operator left a gap. */
export function feeRulesAt(at: Date, rows: readonly RuleRow[] = RULE_ROWS): FeeRules {
  const serviceFee = inForce('serviceFee', at, rows)
  const inspectionFee = inForce('inspectionFee', at, rows)
  const fxMargin = inForce('fxMargin', at, rows)
  const services = inForce('services', at, rows)
  const freightSplit = inForce('freightSplit', at, rows)
  const levels = inspectionFee.value
  return {
    serviceFee: {
      ...citationOf(serviceFee),
      bps: serviceFee.value.bps,
      minimumFen: serviceFee.value.minimum.amount,
      maximumFen: serviceFee.value.maximum.amount,
      isOnFreight: serviceFee.value.onFreight,
    },
    inspectionFee: {
      ...citationOf(inspectionFee),
      perPieceFen: {
        BASIC: levels.BASIC.perPiece.amount,
        STANDARD: levels.STANDARD.perPiece.amount,
        DETAILED: levels.DETAILED.perPiece.amount,
      },
      minimumFen: {
        BASIC: levels.BASIC.minimum.amount,
        STANDARD: levels.STANDARD.minimum.amount,
        DETAILED: levels.DETAILED.minimum.amount,
      },
    },
    services: { ...citationOf(services), prices: services.value },
    freightSplit: { ...citationOf(freightSplit), by: freightSplit.value.by },
    fxMargin: { ...citationOf(fxMargin), bps: fxMargin.value.bps },
  }
}

function inForce<K extends RuleId>(id: K, at: Date, rows: readonly RuleRow[]): RuleRow<K> {
  const row = ruleAt(id, at, rows)
  if (row === undefined) throw new RangeError(`no ${id} is in force`)
  return row
}

import type { PolicyValues } from '../policy/policy-values.ts'
import { citationOf, ruleAt } from '../policy/rule-at.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import { divideHalfUp } from '../shared/money.ts'
import type { StockLot } from './stock-lot.ts'
import type { StorageFee } from './storage-fee.ts'

export type FeeStretch = Pick<StorageFee, 'firstDay' | 'days' | 'units' | 'feeFen' | 'ruleId' | 'ruleVersion'>

const ML_OF_TEN_LITRES = 10_000n

/**
 * What the whole days cost that have gone by since the last one counted: each by the rule row in force when it began, rounded once a day,
 * days of one price in a row together. However time is cut into runs, the days and their sum are the same.
 */
export function feeStretches(lot: StockLot, how: { units: number; until: Date; rows: readonly RuleRow[] }): FeeStretch[] {
  const { units, until, rows } = how
  const stretches: FeeStretch[] = []
  for (let day = lot.feeDays + 1; day <= wholeDays(lot, until); day += 1) {
    const row = ruleAt('storageFee', addMilliseconds(lot.freeUntil, (day - 1) * DAY_MS), rows)
    if (row === undefined) throw new RangeError(`no storage fee is in force on day ${day} of ${lot.id}`)
    const { ruleId, version } = citationOf(row)
    const feeFen = feeOfDay(row.value, units, lot.unitVolumeMl)
    const last = stretches.at(-1)
    if (last !== undefined && last.ruleVersion === version) stretches[stretches.length - 1] = longer(last, feeFen)
    else stretches.push({ firstDay: day, days: 1, units, feeFen, ruleId, ruleVersion: version })
  }
  return stretches
}

/** In fen, for that many units of a lot: by the piece or by volume, whichever is more (domain.md 8). What nobody measured has no volume. */
export function feeOfDay(price: PolicyValues['storageFee'], units: number, unitVolumeMl: number | null): bigint {
  const byPiece = price.perItemDay.amount * BigInt(units)
  const byVolume = divideHalfUp(price.perTenLitresDay.amount * BigInt(units) * BigInt(unitVolumeMl ?? 0), ML_OF_TEN_LITRES)
  return byPiece > byVolume ? byPiece : byVolume
}

/** When the next day of the fee is whole. */
export function nextFeeDayAt(lot: Pick<StockLot, 'freeUntil' | 'feeDays'>): Date {
  return addMilliseconds(lot.freeUntil, (lot.feeDays + 1) * DAY_MS)
}

function wholeDays({ freeUntil }: StockLot, until: Date): number {
  return Math.max(0, Math.floor((until.getTime() - freeUntil.getTime()) / DAY_MS))
}

function longer(stretch: FeeStretch, feeFen: bigint): FeeStretch {
  return { ...stretch, days: stretch.days + 1, feeFen: stretch.feeFen + feeFen }
}

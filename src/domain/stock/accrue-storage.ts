import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import { type FeeStretch, feeStretches } from './fee-days.ts'
import type { StockLot } from './stock-lot.ts'

export type AccrueTools = { ids: Ids; rules: RuleBook }

/**
 * Counts the whole days of a locked lot up to then, each once. Units of a paid shipment wait for us and cost nothing: count before what
 * is paid for changes.
 */
export async function accrueStorage(tx: Transaction, { ids, rules }: AccrueTools, work: { lot: StockLot; at: Date }): Promise<StockLot> {
  const { lot, at } = work
  const tenant = { partnerId: lot.partnerId, livemode: lot.livemode }
  const units = lot.quantity - (await tx.stock.unitsPaidFor(lot.id))
  const stretches = feeStretches(lot, { units, until: at, rows: rules.rowsFor(lot) })
  if (stretches.length === 0) return lot
  const open = (await tx.storageFees.openOf(lot.id)).at(-1)
  for (const stretch of stretches) {
    if (open !== undefined && goesOn(open, stretch)) {
      await tx.storageFees.update({ ...open, days: open.days + stretch.days, feeFen: open.feeFen + stretch.feeFen })
      continue
    }
    const unpaid = { paidAt: null, currency: null, rate: null, groupId: null }
    await tx.storageFees.insert({ ...tenant, ...stretch, ...unpaid, id: ids.next('sfe'), lotId: lot.id, version: 1 })
  }
  const days = stretches.reduce((total, stretch) => total + stretch.days, 0)
  const fen = stretches.reduce((total, stretch) => total + stretch.feeFen, 0n)
  return tx.stock.update({ ...lot, feeDays: lot.feeDays + days, feeFen: lot.feeFen + fen })
}

function goesOn(before: FeeStretch, next: FeeStretch): boolean {
  return before.ruleVersion === next.ruleVersion && before.units === next.units && before.firstDay + before.days === next.firstDay
}

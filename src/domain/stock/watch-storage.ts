import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { type Clock, DAY_MS, earliest } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { abandonLot, isGivenUp, isInNobodysWay } from './abandon-lot.ts'
import { accrueStorage } from './accrue-storage.ts'
import { chargeStorage, unpaidStorage } from './charge-storage.ts'
import { nextFeeDayAt } from './fee-days.ts'
import { nextStepAt, noticeSteps, reachedSteps } from './notice-steps.ts'
import { sendNotice } from './send-notice.ts'
import type { StockLot } from './stock-lot.ts'

export type WatchStorageTools = { clock: Clock; ids: Ids; rules: RuleBook; rates: RateBook }

/** Does for one lot what its time in the warehouse asks for by now (domain.md 8). However often or late it runs, everything happens once. */
export function createWatchStorage(tools: WatchStorageTools) {
  return async (tx: Transaction, lotId: string): Promise<void> => {
    const known = existing(await tx.stock.find(lotId), lotId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const line = existing(await tx.lines.lock(known.lineId), known.lineId)
    const lot = existing(await tx.stock.lock(lotId), lotId)
    const at = tools.clock.now()
    if (lot.storageDueAt === null || lot.storageDueAt > at) return
    if (lot.quantity === 0 || lot.abandonedAt !== null) {
      await tx.stock.update({ ...lot, storageDueAt: null })
      return
    }
    const steps = noticeSteps(lot, tools.rules, at)
    const counted = await chargeWhatIsDue(tx, tools, { lot: await accrueStorage(tx, tools, { lot, at }), at })
    const work = { order, line, lot: counted, at, rules: tools.rules }
    if (isGivenUp(work)) {
      if (await isInNobodysWay(tx, work)) await abandonLot(tx, work)
      // Looked at again when the next day of its fee is over: by then it may be free.
      else await tx.stock.update({ ...counted, storageDueAt: nextFeeDayAt(counted) })
      return
    }
    const nextStep = nextStepAt(steps, at)
    const storageDueAt = earliest(nextFeeDayAt(counted), ...(nextStep === null ? [] : [nextStep]))
    const saved = await tx.stock.update({ ...counted, storageDueAt })
    for (const step of reachedSteps(steps, at)) await sendNotice(tx, tools.ids, { lot: saved, step, at })
  }
}

/**
 * A period of fees is taken from the balance when it is over, the last one with the goods. A balance that does not cover it, or a debt, is
 * left alone and asked again every day; the goods leave only when all is paid.
 */
async function chargeWhatIsDue(tx: Transaction, tools: WatchStorageTools, { lot, at }: { lot: StockLot; at: Date }): Promise<StockLot> {
  const open = (await tx.storageFees.openOf(lot.id)).reduce((days, fee) => days + fee.days, 0)
  const isPeriodOver = open * DAY_MS >= valueAt('storageBilling', at, tools.rules.rowsFor(lot)).ms
  if (!isPeriodOver && !isGivenUp({ lot, at, rules: tools.rules })) return lot
  const { currency } = existing(await tx.orders.find(lot.orderId), lot.orderId)
  const { available, owed } = await tx.ledger.lockWallet(lot, currency)
  if (owed > 0n || available < unpaidStorage(lot, { rates: tools.rates, currency, at }).amount) return lot
  return chargeStorage(tx, tools, { lot, currency, at })
}

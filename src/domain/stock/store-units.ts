import type { Inspection } from '../inspections/inspection.ts'
import { runEffect } from '../moves/advance.ts'
import type { OrderLine } from '../orders/order.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { addMilliseconds } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { StockLot } from './stock-lot.ts'

export type StoreTools = { ids: Ids; rules: RuleBook }
export type StoreUnits = { line: OrderLine; inspection: Inspection; quantity: number; condition: StockLot['condition']; at: Date }

/** Puts inspected units of one condition into a bin as a lot of their own; each lot keeps its own storage clock. */
export async function storeUnits(tx: Transaction, { ids, rules }: StoreTools, units: StoreUnits): Promise<StockLot> {
  const { line, inspection, at } = units
  const lot: StockLot = {
    partnerId: line.partnerId,
    livemode: line.livemode,
    id: ids.next('lot'),
    orderId: line.orderId,
    lineId: line.id,
    inspectionId: inspection.id,
    bin: binFor(line.id),
    condition: units.condition,
    quantity: units.quantity,
    reservedQuantity: 0,
    unitWeightG: line.weightG,
    unitVolumeMl: volumeOf(line),
    storedAt: at,
    ...storageClock(line, at, rules),
    version: 1,
  }
  await tx.stock.insert(lot)
  const subject = {
    tenant: { partnerId: line.partnerId, livemode: line.livemode },
    id: lot.id,
    version: lot.version,
    resourceType: 'stockLot' as const,
    payload: { id: lot.id, orderId: line.orderId, lineId: line.id, quantity: lot.quantity, condition: lot.condition, bin: lot.bin },
  }
  await runEffect(tx, 'event.stock.stored', subject, { at })
  return lot
}

/** By the rules of this moment: a later change never reaches back to goods that lie here already. */
function storageClock(tenant: Tenant, at: Date, book: RuleBook): Pick<StockLot, StorageClock> {
  const rows = book.rowsFor(tenant)
  const freeUntil = addMilliseconds(at, valueAt('freeStorage', at, rows).ms)
  const abandonAt = addMilliseconds(at, valueAt('abandonment', at, rows).afterMs)
  // What is due first is found by looking once.
  return {
    freeUntil,
    abandonAt,
    deliveredNotices: 0,
    feeDays: 0,
    feeFen: 0n,
    paidFen: 0n,
    lastNoticeAt: null,
    abandonedAt: null,
    disposedAt: null,
    storageDueAt: at,
  }
}

type StorageClock =
  | 'freeUntil'
  | 'abandonAt'
  | 'deliveredNotices'
  | 'feeDays'
  | 'feeFen'
  | 'paidFen'
  | 'lastNoticeAt'
  | 'abandonedAt'
  | 'disposedAt'
  | 'storageDueAt'

/** In whole millilitres, rounded up. */
function volumeOf({ snapshot }: OrderLine): number | null {
  const { lengthMm = null, widthMm = null, heightMm = null } = snapshot.listing?.measures ?? {}
  return lengthMm === null || widthMm === null || heightMm === null ? null : Math.ceil((lengthMm * widthMm * heightMm) / 1_000)
}

/** Spreads lots over the shelves by their line, so that lots of one line lie together: aisle, rack and level. */
function binFor(lineId: string): string {
  let sum = 0
  for (const character of lineId) sum = (sum * 31 + character.charCodeAt(0)) % 9_000
  const aisle = String.fromCharCode(65 + (sum % 12))
  return `${aisle}-${String(1 + (Math.floor(sum / 12) % 24)).padStart(2, '0')}-${1 + (sum % 5)}`
}

import { MADE_BY_US, type StoredFile } from '../files/stored-file.ts'
import { moveLine } from '../moves/bindings.ts'
import { handFacts } from '../orders/line-quantities.ts'
import { stageEvent } from '../orders/line-stage.ts'
import type { OrderLine } from '../orders/order.ts'
import { dispose } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import type { PreparedFile } from '../preparations.ts'
import { type Actor, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { StockLot } from './stock-lot.ts'
import { tellOfLot } from './tell-of-lot.ts'

/** A lot that was given up is destroyed, donated or recycled, with a photo and the reason; the line follows when nothing of it is left. */
export function createDisposeStock({ clock, ids }: { clock: Clock; ids: Ids }): Commands['disposeStock'] {
  return async (tx, { actor, lotId, photo, reason }) => {
    const known = existing(await tx.stock.find(lotId), lotId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const line = existing(await tx.lines.lock(known.lineId), known.lineId)
    const lot = existing(await tx.stock.lock(lotId), lotId)
    if (lot.disposedAt !== null) throw new Refusal('stock.disposed_already', { id: lot.id })
    if (lot.abandonedAt === null) throw new Refusal('stock.notice_missing', { id: lot.id })
    const at = clock.now()
    await keepPicture(tx, ids, { file: photo.original, audience: 'staff', lot, at })
    const fileId = await keepPicture(tx, ids, { file: photo.redacted, audience: 'partner', lot, at })
    const disposed = await tx.stock.update({ ...lot, quantity: 0, disposedAt: at, storageDueAt: null })
    await tellOfLot(tx, { lot: disposed, event: 'dispose', actor, at, reason, evidence: [fileId], quantity: lot.quantity })
    await followLine(tx, { line, counted: dispose(line, lot.quantity, 'inStock'), actor, at, reason, evidence: [fileId] })
    await touchOrder(tx, order, { at })
    return disposed
  }
}

type LineWork = { line: OrderLine; counted: OrderLine; actor: Actor; at: Date; reason: string; evidence: string[] }

async function followLine(tx: Transaction, { line, counted, actor, at, reason, evidence }: LineWork): Promise<void> {
  const quantities = handFacts(counted)
  const isOver = quantities.unitsInHand === 0 && counted.exported === 0
  const event = isOver && (line.state === 'ABANDONED' || line.state === 'STORED') ? 'dispose' : stageEvent(line.state, counted)
  if (event === null) await tx.lines.update({ ...counted, updatedAt: at })
  else if (event === 'dispose') await moveLine(tx, line, { event, actor, at, facts: { quantities }, change: counted, reason, evidence })
  // The line goes to where its other units are: nobody at the bench delivered them.
  else await moveLine(tx, line, { event, actor: SYSTEM_ACTOR, at, facts: {}, change: counted })
}

type Picture = { file: PreparedFile; audience: StoredFile['audience']; lot: StockLot; at: Date }

async function keepPicture(tx: Transaction, ids: Ids, { file, audience, lot, at }: Picture): Promise<string> {
  const id = ids.next('fil')
  const tenant = { partnerId: lot.partnerId, livemode: lot.livemode }
  await tx.files.insert({ ...file, ...MADE_BY_US, ...tenant, id, audience, storedAt: at, createdAt: at, version: 1 })
  return id
}

import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { StockLot } from './stock-lot.ts'

type LotMove = { lot: StockLot; event: 'abandon' | 'dispose'; actor: Actor; at: Date; reason: string | null; evidence: string[] }

const MOVES = {
  abandon: { from: 'STORED', to: 'ABANDONED', type: 'stock.abandoned' },
  dispose: { from: 'ABANDONED', to: 'DISPOSED', type: 'stock.disposed' },
} as const

/** The history row of what became of a lot, and the event for its owner; `evidence` are files the owner may see. */
export async function tellOfLot(tx: Transaction, move: LotMove & { quantity?: number }): Promise<void> {
  const { lot, event, actor, at, reason, evidence } = move
  const { from, to, type } = MOVES[event]
  const tenant = { partnerId: lot.partnerId, livemode: lot.livemode }
  await tx.history.append({
    ...{ ...tenant, machine: 'stockLot', resourceId: lot.id, orderId: lot.orderId, fromState: from, event, toState: to },
    ...{ actor, reason, evidence, at },
  })
  await tx.events.append({
    ...{ tenant, type, resourceType: 'stockLot', resourceId: lot.id, resourceVersion: lot.version, at },
    payload: {
      ...{ id: lot.id, status: to, orderId: lot.orderId, lineId: lot.lineId, quantity: move.quantity ?? lot.quantity },
      ...(event === 'dispose' ? { reason, fileIds: evidence } : {}),
    },
  })
}

import type { Transaction } from '../ports.ts'

/** A parcel has been still for too long: its courier is asked before it counts as stalled (domain.md O13). */
export async function lookForMovement(tx: Transaction, purchaseId: string): Promise<void> {
  await tx.outbox.addJob('sync-purchase', { id: purchaseId }, { unlessQueued: true })
}

import { runEffect } from '../moves/advance.ts'
import type { Transaction } from '../ports.ts'
import type { EventType } from '../webhooks/event-types.ts'
import type { AgentOrder } from './order.ts'

/**
 * Gives the order a new version, because something below it changed, and tells the partner when `event` says what.
 * The order row is locked first by every writer of its lines: one order, one writer at a time.
 */
export async function touchOrder(
  tx: Transaction,
  order: AgentOrder,
  change: { at: Date; event?: EventType; payload?: Record<string, unknown>; set?: Partial<AgentOrder> },
): Promise<AgentOrder> {
  const saved = await tx.orders.update({ ...order, ...change.set, updatedAt: change.at })
  if (change.event !== undefined) {
    const subject = {
      tenant: { partnerId: order.partnerId, livemode: order.livemode },
      id: order.id,
      version: saved.version,
      resourceType: 'order' as const,
      payload: { id: order.id, externalRef: order.externalRef, ...change.payload },
    }
    await runEffect(tx, `event.${change.event}`, subject, { at: change.at })
  }
  return saved
}

import { z } from 'zod'
import type { HistoryEntry } from '../../domain/events/history.ts'
import { instantWire } from '../schema/wire.ts'

export const historyWire = z
  .array(
    z
      .object({
        machine: z.string(),
        fromState: z.string(),
        event: z.string(),
        toState: z.string(),
        actorKind: z.string(),
        actorId: z.string(),
        reason: z.string().nullable(),
        at: instantWire,
      })
      .meta({ id: 'StaffHistoryItem', description: 'One move: what, who, why, when.' }),
  )
  .meta({ description: 'In the order in which it happened.' })

export function toHistoryWire(entries: readonly HistoryEntry[]) {
  return entries.map(({ machine, fromState, event, toState, actor, reason, at }) => ({
    machine,
    fromState,
    event,
    toState,
    actorKind: actor.kind,
    actorId: actor.id,
    reason,
    at: at.toISOString(),
  }))
}

import type { Actor } from '../shared/actor.ts'
import type { Tenant } from '../shared/tenant.ts'

/** One state move that happened: who, when, why (invariant 6). Append-only. */
export type HistoryEntry = Tenant & {
  machine: string
  resourceId: string
  orderId: string | null
  fromState: string
  event: string
  toState: string
  actor: Actor
  reason: string | null
  evidence: string[]
  at: Date
}

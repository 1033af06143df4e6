import type { ResourceType } from '../events/partner-event.ts'
import type { PostingGroup } from '../ledger/build-group.ts'
import type { PostingTemplateName } from '../ledger/posting-templates.ts'
import { moveOrRefuse, type Rules } from '../machine/move-or-refuse.ts'
import { type Effect, parseEffect } from '../outbox/effect.ts'
import type { Transaction } from '../ports.ts'
import type { Actor, ActorKind } from '../shared/actor.ts'
import type { Tenant } from '../shared/tenant.ts'

export type MovableRow<State extends string> = Tenant & { id: string; state: State; version: number; updatedAt: Date }

/** How one aggregate is moved: its rules, how it is saved, and what its events say. */
export type Binding<Row extends MovableRow<State>, State extends string, Event extends string, Guard extends string, Facts> = {
  rules: Rules<State, Event, ActorKind, Guard, Effect, Facts>
  resourceType: ResourceType
  save(tx: Transaction, row: Row): Promise<Row>
  orderIdOf(row: Row): string | null
  /** What the partner is told beside id and status. */
  describe(row: Row): Record<string, unknown>
}

export type Move<Row, Event extends string, Facts> = {
  event: Event
  actor: Actor
  at: Date
  facts: Facts
  /** Columns that change with the move. */
  change?: Partial<Row>
  reason?: string | null
  evidence?: string[]
  /** Posting groups for the ledger effects of this move; a ledger effect without one is a bug. */
  postings?: Postings
}

export type Postings = Partial<Record<PostingTemplateName, PostingGroup>>

/**
 * Moves a row by its table: refuses an illegal move, saves by compare-and-set, writes the history row and runs the effects,
 * all in the caller's transaction.
 */
export async function advance<Row extends MovableRow<State>, State extends string, Event extends string, Guard extends string, Facts>(
  tx: Transaction,
  binding: Binding<Row, State, Event, Guard, Facts>,
  row: Row,
  move: Move<Row, Event, Facts>,
): Promise<Row> {
  const outcome = moveOrRefuse(binding.rules, { state: row.state, event: move.event, actor: move.actor, facts: move.facts })
  const saved = await binding.save(tx, { ...row, ...move.change, state: outcome.to, updatedAt: move.at })
  await tx.history.append({
    partnerId: row.partnerId,
    livemode: row.livemode,
    machine: binding.rules.machine.name,
    resourceId: row.id,
    orderId: binding.orderIdOf(row),
    fromState: row.state,
    event: move.event,
    toState: outcome.to,
    actor: move.actor,
    reason: move.reason ?? null,
    evidence: move.evidence ?? [],
    at: move.at,
  })
  for (const effect of outcome.effects) await runEffect(tx, effect, subjectOf(binding, saved), move)
  return saved
}

export type Subject = { tenant: Tenant; id: string; version: number; resourceType: ResourceType; payload: Record<string, unknown> }

/** Carries out one named effect; all of them only write to the transaction. */
export async function runEffect(tx: Transaction, effect: Effect, subject: Subject, move: { at: Date; postings?: Postings }): Promise<void> {
  const parsed = parseEffect(effect)
  if (parsed.sink === 'job') return tx.outbox.addJob(parsed.name, { id: subject.id })
  if (parsed.sink === 'ledger') {
    const group = move.postings?.[parsed.template]
    if (group === undefined) throw new Error(`the move has no posting group for ${effect}`)
    await tx.ledger.post(group)
    return
  }
  await tx.events.append({
    tenant: subject.tenant,
    type: parsed.type,
    resourceType: subject.resourceType,
    resourceId: subject.id,
    resourceVersion: subject.version,
    payload: subject.payload,
    at: move.at,
  })
}

function subjectOf<Row extends MovableRow<State>, State extends string, Event extends string, Guard extends string, Facts>(
  binding: Binding<Row, State, Event, Guard, Facts>,
  row: Row,
): Subject {
  return {
    tenant: { partnerId: row.partnerId, livemode: row.livemode },
    id: row.id,
    version: row.version,
    resourceType: binding.resourceType,
    payload: { id: row.id, status: row.state, ...binding.describe(row) },
  }
}

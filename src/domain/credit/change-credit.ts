import { moveCreditChange } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { Currency } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import { type CreditChange, widens } from './credit-change.ts'
import type { CreditLine, CreditTerms } from './credit-line.ts'

type Tools = { clock: Clock; ids: Ids }

export type ProposeCreditChange = { tenant: Tenant; actor: Actor; currency: Currency; terms: CreditTerms; reason: string }
export type DecideCreditChange = { actor: Actor; changeId: string; decision: 'approve' | 'reject' | 'withdraw'; reason: string | null }

/** New terms of a partner's credit in one currency: narrower ones come into force at once, wider ones wait for a second person. */
export function createProposeCreditChange({ clock, ids }: Tools) {
  return async (tx: Transaction, input: ProposeCreditChange): Promise<CreditChange> => {
    const { tenant, actor, currency, reason } = input
    if (reason.trim() === '') throw new Refusal('wallet.reason_required')
    if (!(await tx.bookings.lockPartner(tenant.partnerId))) throw new Refusal('resource.not_found', { id: tenant.partnerId })
    const line = await tx.creditLines.lockOf(tenant, currency)
    const at = clock.now()
    const change: CreditChange = {
      ...{ id: ids.next('crc'), partnerId: tenant.partnerId, livemode: tenant.livemode, state: 'PROPOSED', currency },
      ...{ status: input.terms.status, limitMinor: input.terms.limitMinor, termDays: input.terms.termDays },
      ...{ fromVersion: line?.version ?? 0, reason, needsSecond: widens(input.terms, line), makerId: actor.id, checkerId: null },
      ...{ decidedAt: null, createdAt: at, updatedAt: at, version: 1 },
    }
    await tx.creditChanges.insert(change)
    if (change.needsSecond) return change
    const facts = { needsSecond: false, makerId: change.makerId, actorId: actor.id }
    const enacted = await moveCreditChange(tx, change, { event: 'enact', actor, at, facts, reason, change: { decidedAt: at } })
    await enact(tx, { ids, change: enacted, line, at })
    return enacted
  }
}

/** The second person agrees or not; the first may take it back. Terms that have changed since are not agreed to unseen. */
export function createDecideCreditChange({ clock, ids }: Tools) {
  return async (tx: Transaction, { actor, changeId, decision, reason }: DecideCreditChange): Promise<CreditChange> => {
    const known = existing(await tx.creditChanges.find(changeId), changeId)
    await tx.bookings.lockPartner(known.partnerId)
    const line = await tx.creditLines.lockOf(known, known.currency)
    const change = existing(await tx.creditChanges.lock(changeId), changeId)
    const at = clock.now()
    const moved = await moveCreditChange(tx, change, {
      ...{ event: decision, actor, at, reason },
      facts: { needsSecond: change.needsSecond, makerId: change.makerId, actorId: actor.id, reason: reason ?? '' },
      change: decision === 'withdraw' ? {} : { checkerId: actor.id, decidedAt: decision === 'approve' ? at : null },
    })
    if (decision !== 'approve') return moved
    if ((line?.version ?? 0) !== change.fromVersion) throw new Refusal('credit.change_outdated', { id: changeId })
    await enact(tx, { ids, change: moved, line, at })
    return moved
  }
}

type Enact = { ids: Ids; change: CreditChange; line: CreditLine | undefined; at: Date }

/** The line takes the terms; a trigger of the schema moves the floor of its account with it. */
async function enact(tx: Transaction, { ids, change, line, at }: Enact): Promise<void> {
  const { partnerId, livemode, currency, status, limitMinor, termDays } = change
  const terms = { status, limitMinor, termDays }
  const fresh = { id: ids.next('crl'), partnerId, livemode, currency, ...terms, createdAt: at, updatedAt: at, version: 1 }
  if (line === undefined) await tx.creditLines.insert(fresh)
  const saved = line === undefined ? fresh : await tx.creditLines.update({ ...line, ...terms, updatedAt: at })
  await tx.events.append({
    ...{ tenant: { partnerId, livemode }, type: 'credit.terms_changed', resourceType: 'creditLine', at },
    ...{ resourceId: saved.id, resourceVersion: saved.version },
    payload: { id: saved.id, status, limit: { amountMinor: limitMinor, currency }, termDays },
  })
}

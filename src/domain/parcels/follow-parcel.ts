import { canDo } from '../machine/machine.ts'
import { runEffect } from '../moves/advance.ts'
import { moveParcel } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import { addMilliseconds, isReached } from '../shared/clock.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { UpstreamParcel } from '../upstream/parcel.ts'
import type { Parcel } from './parcel.ts'
import { parcelMachine } from './parcel-machine.ts'

/** What 1688 says of a parcel now; `lastStepAt` is the courier's last step, null without any, undefined when nobody asked. */
export type ParcelNews = { status: UpstreamParcel['status']; waybillNo: string; lastStepAt: Date | null | undefined; at: Date }

/** True for a parcel whose courier must be asked: it has been still for too long, or was when it was last looked at. */
export function isDoubtful(parcel: Parcel, now: Date): boolean {
  return parcel.state === 'STALLED' || (canDo(parcelMachine, parcel.state, 'stall') && isReached(now, parcel.stallsAt ?? undefined))
}

/** Until when a parcel may be still after it last moved, before it counts as stalled (O13). */
export function stallsAt(rules: RuleBook, tenant: Tenant, movedAt: Date): Date {
  return addMilliseconds(movedAt, valueAt('stalledTracking', movedAt, rules.rowsFor(tenant)).ms)
}

/** Brings a parcel under way up to date: its number, its sign-off, whether it moves; answers it as it is then. */
export async function followParcel(tx: Transaction, { rules }: { rules: RuleBook }, parcel: Parcel, news: ParcelNews): Promise<Parcel> {
  const current = await renumber(tx, parcel, news)
  if (news.status === 'signed') return current.signedAt === null ? sign(tx, current, news) : current
  const movedAt = movement(current, news)
  if (movedAt !== null) {
    const change = { movedAt, stallsAt: stallsAt(rules, current, movedAt) }
    if (!canDo(parcelMachine, current.state, 'trace')) return tx.parcels.update({ ...current, ...change, updatedAt: news.at })
    return moveParcel(tx, current, { event: 'trace', actor: PLATFORM_ACTOR, at: news.at, facts: {}, change })
  }
  if (news.lastStepAt === undefined || current.state === 'STALLED' || !isDoubtful(current, news.at)) return current
  const stallAfterMs = (current.stallsAt?.getTime() ?? 0) - current.movedAt.getTime()
  const facts = { now: news.at, lastMovementAt: current.movedAt, stallAfterMs }
  return moveParcel(tx, current, { event: 'stall', actor: SYSTEM_ACTOR, at: news.at, facts, change: { stallsAt: null } })
}

/** When it moved since we last knew, or null: a step the courier wrote, or the first word that it is on the road. */
function movement(parcel: Parcel, { status, lastStepAt, at }: ParcelNews): Date | null {
  if (!canDo(parcelMachine, parcel.state, 'sign')) return null
  if (lastStepAt != null && lastStepAt > parcel.movedAt) return lastStepAt
  return parcel.state === 'EXPECTED' && status === 'inTransit' ? at : null
}

async function renumber(tx: Transaction, parcel: Parcel, { waybillNo, at }: ParcelNews): Promise<Parcel> {
  if (parcel.waybillNo === waybillNo) return parcel
  const waybillAliases = [...parcel.waybillAliases, parcel.waybillNo]
  const renumbered = await tx.parcels.update({ ...parcel, waybillNo, waybillAliases, updatedAt: at })
  await tellParcel(tx, 'event.parcel.waybill_changed', renumbered, at)
  return renumbered
}

/** The courier's own time of sign-off is the legal clock (domain.md 6.2). */
function sign(tx: Transaction, parcel: Parcel, { lastStepAt, at }: ParcelNews): Promise<Parcel> {
  const signedAt = lastStepAt ?? at
  const change = { signedAt, movedAt: signedAt, stallsAt: null }
  if (!canDo(parcelMachine, parcel.state, 'sign')) return tx.parcels.update({ ...parcel, ...change, updatedAt: at })
  return moveParcel(tx, parcel, { event: 'sign', actor: PLATFORM_ACTOR, at, facts: {}, change })
}

/** Tells the partner about a parcel where no move does. */
export async function tellParcel(
  tx: Transaction,
  effect: 'event.parcel.expected' | 'event.parcel.waybill_changed',
  parcel: Parcel,
  at: Date,
): Promise<void> {
  const tenant = { partnerId: parcel.partnerId, livemode: parcel.livemode }
  const payload = { id: parcel.id, status: parcel.state, waybillNo: parcel.waybillNo, waybillAliases: parcel.waybillAliases }
  await runEffect(tx, effect, { tenant, id: parcel.id, version: parcel.version, resourceType: 'parcel', payload }, { at })
}

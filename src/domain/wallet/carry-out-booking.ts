import { settleIncoming } from '../credit/settle-incoming.ts'
import { buildGroup } from '../ledger/build-group.ts'
import { moveTopUp } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Booking, BookingKind } from './booking.ts'
import type { BookingTools } from './propose-booking.ts'
import type { TopUp } from './top-up.ts'
import { topUpPosting } from './top-up-postings.ts'
import { newTopUpRow } from './top-up-row.ts'

type Carry = { booking: Booking; actor: Actor; at: Date }
type CarryOut = (tx: Transaction, tools: BookingTools, work: Carry) => Promise<void>

/** Moves the money of a booking that was agreed to, in the same transaction as the agreement. */
export async function carryOutBooking(tx: Transaction, tools: BookingTools, work: Carry): Promise<void> {
  await BY_KIND[work.booking.kind](tx, tools, work)
  await settleIncoming(tx, tools, { tenant: work.booking, currency: work.booking.currency, at: work.at })
}

const BY_KIND: { readonly [kind in BookingKind]: CarryOut } = {
  bankTransfer: creditTransfer,
  adjustUp: (tx, tools, work) => adjust(tx, tools, { ...work, template: 'adjustUp' }),
  adjustDown: (tx, tools, work) => adjust(tx, tools, { ...work, template: 'adjustDown' }),
  acceptReceipt: (tx, tools, work) => decideReceipt(tx, tools, { ...work, event: 'accept' }),
  returnReceipt: (tx, tools, work) => decideReceipt(tx, tools, { ...work, event: 'sendBack' }),
}

/** A transfer the bank shows is ours for good: it is paid and cleared at once, on the announced top-up or on a new one. */
async function creditTransfer(tx: Transaction, { ids }: BookingTools, { booking, actor, at }: Carry): Promise<void> {
  const paid = money(booking.amountMinor, booking.currency)
  const topUp = booking.topUpId === null ? await unannounced(tx, { ids, booking, at }) : await announced(tx, booking.topUpId)
  const context = { ids, at }
  const pending = await moveTopUp(tx, topUp, {
    event: 'paid',
    actor,
    at,
    // The bank may keep a fee: finance has seen what came, so that is what was asked for.
    facts: { asked: paid, paid },
    change: { paidMinor: paid.amount, paidCurrency: paid.currency, reason: booking.bankReference },
    postings: { topUpPaid: topUpPosting('topUpPaid', topUp, { ...context, amounts: { paidIn: paid } }) },
  })
  await moveTopUp(tx, pending, {
    event: 'clear',
    actor,
    at,
    facts: {},
    reason: booking.reason,
    evidence: [booking.id],
    change: { clearedAt: at },
    postings: { topUpCleared: topUpPosting('topUpCleared', pending, { ...context, amounts: { cleared: paid } }) },
  })
}

async function announced(tx: Transaction, topUpId: string): Promise<TopUp> {
  const topUp = existing(await tx.topUps.lock(topUpId), topUpId)
  if (topUp.method !== 'bankTransfer') throw new Refusal('top_up.move_not_allowed', { id: topUpId, method: topUp.method })
  return topUp
}

async function unannounced(tx: Transaction, work: { ids: BookingTools['ids']; booking: Booking; at: Date }): Promise<TopUp> {
  const { booking, at } = work
  const id = work.ids.next('top')
  const amount = money(booking.amountMinor, booking.currency)
  const topUp = newTopUpRow({ id, tenant: booking, amount, method: 'bankTransfer', at, expiresAt: at })
  await tx.topUps.insert({ ...topUp, state: 'AWAITING_PAYMENT' })
  return { ...topUp, state: 'AWAITING_PAYMENT' }
}

/** Corrects a balance, against our losses. Down only as far as there is something. */
async function adjust(
  tx: Transaction,
  { ids }: BookingTools,
  { booking, at, template }: Carry & { template: 'adjustUp' | 'adjustDown' },
): Promise<void> {
  await tx.ledger.post(
    buildGroup({
      id: ids.next('grp'),
      template,
      tenant: { partnerId: booking.partnerId, livemode: booking.livemode },
      amounts: { adjusted: money(booking.amountMinor, booking.currency) },
      idempotencyKey: `${template}:${booking.id}`,
      sourceType: 'booking',
      sourceId: booking.id,
      at,
    }),
  )
  await tx.events.append({
    tenant: booking,
    type: template === 'adjustUp' ? 'wallet.refunded' : 'wallet.charged',
    resourceType: 'wallet',
    resourceId: booking.id,
    resourceVersion: booking.version,
    payload: { id: booking.id, amount: { amountMinor: booking.amountMinor, currency: booking.currency }, reason: booking.reason },
    at,
  })
}

async function decideReceipt(
  tx: Transaction,
  { ids }: BookingTools,
  { booking, actor, at, event }: Carry & { event: 'accept' | 'sendBack' },
): Promise<void> {
  const topUpId = booking.topUpId ?? ''
  const topUp = existing(await tx.topUps.lock(topUpId), topUpId)
  const amounts = { received: money(topUp.paidMinor ?? 0n, topUp.paidCurrency ?? topUp.currency) }
  await moveTopUp(tx, topUp, {
    event,
    actor,
    at,
    facts: { reason: booking.reason },
    reason: booking.reason,
    evidence: [booking.id],
    change: { reason: booking.reason, ...(event === 'accept' ? { clearedAt: at } : {}) },
    postings:
      event === 'accept'
        ? { acceptReceipt: topUpPosting('acceptReceipt', topUp, { ids, at, amounts }) }
        : { returnReceipt: topUpPosting('returnReceipt', topUp, { ids, at, amounts }) },
  })
}

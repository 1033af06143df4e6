import { moveBooking } from '../moves/bindings.ts'
import { oneHandLimit } from '../policy/one-hand-limit.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { type Money, money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Booking, BookingKind } from './booking.ts'
import { carryOutBooking } from './carry-out-booking.ts'
import { valueInFen } from './value-in-fen.ts'
import type { ProposeBooking, WalletCommands } from './wallet-commands.ts'

export type BookingTools = { clock: Clock; ids: Ids; rules: RuleBook; rates: RateBook }

/** Books at once what one hand may book alone; anything above the limit waits for a second person. */
export function createProposeBooking(tools: BookingTools): WalletCommands['proposeBooking'] {
  return async (tx, input) => {
    // One after another for a partner: what was booked alone today counts, and nobody may book beside it.
    if (!(await tx.bookings.lockPartner(input.tenant.partnerId))) throw new Refusal('resource.not_found', { id: input.tenant.partnerId })
    const at = tools.clock.now()
    const amount = await amountOf(tx, input)
    const valueFen = valueInFen(tools.rates, amount, { at, makerId: input.actor.id })
    const draft = newBooking(tools, input, { amount, valueFen, at })
    const booking = { ...draft, needsSecond: await isAboveOneHand(tx, tools, draft) }
    await tx.bookings.insert(booking)
    if (booking.needsSecond) return booking
    const booked = await moveBooking(tx, booking, {
      event: 'book',
      actor: input.actor,
      at,
      facts: { needsSecond: false, makerId: booking.makerId, actorId: input.actor.id },
      reason: booking.reason,
      change: { bookedAt: at },
    })
    await carryOutBooking(tx, tools, { booking: booked, actor: input.actor, at })
    return booked
  }
}

/** A receipt is decided as a whole; for the rest the person says how much. */
async function amountOf(tx: Transaction, { kind, amount, topUpId, tenant }: ProposeBooking): Promise<Money> {
  if (topUpId !== null) {
    const topUp = existing(await tx.topUps.find(topUpId), topUpId)
    if (topUp.partnerId !== tenant.partnerId || topUp.livemode !== tenant.livemode) throw new Refusal('resource.not_found', { id: topUpId })
    if (kind === 'acceptReceipt' || kind === 'returnReceipt') return money(topUp.paidMinor ?? 0n, topUp.paidCurrency ?? topUp.currency)
    if (amount !== null && topUp.currency !== amount.currency) throw new Refusal('ledger.currency_mismatch', { currency: topUp.currency })
  }
  if (amount === null) throw new Refusal('ledger.amount_missing', { kind })
  return amount
}

/**
 * True when a second person has to agree: above the limit, alone or together with what the same person booked alone for this partner
 * within a day, so that a large sum cut into small ones is a large sum.
 */
async function isAboveOneHand(tx: Transaction, { clock, rules }: BookingTools, booking: Booking): Promise<boolean> {
  const now = clock.now()
  const limit = oneHandLimit('fourEyes', booking.makerId, { at: now, rows: rules.rowsFor(booking) })
  if (booking.valueFen === null) return true
  const already = await tx.bookings.bookedAlone(booking, { makerId: booking.makerId, since: addMilliseconds(now, -DAY_MS) })
  return already + booking.valueFen > limit
}

/** What each kind cannot be booked without. */
const NEEDS: { readonly [kind in BookingKind]: readonly ('topUpId' | 'bankReference' | 'valueDate')[] } = {
  bankTransfer: ['bankReference', 'valueDate'],
  adjustUp: [],
  adjustDown: [],
  acceptReceipt: ['topUpId'],
  returnReceipt: ['topUpId'],
}

function newBooking({ ids }: BookingTools, input: ProposeBooking, facts: { amount: Money; valueFen: bigint | null; at: Date }): Booking {
  const { tenant, actor, kind, reason, topUpId, bankReference, valueDate } = input
  if (reason.trim() === '') throw new Refusal('wallet.reason_required')
  const missing = NEEDS[kind].filter((field) => input[field] === null)
  if (missing.length > 0) throw new Refusal('booking.details_missing', { kind, missing })
  return {
    ...{ id: ids.next('bkg'), partnerId: tenant.partnerId, livemode: tenant.livemode, state: 'PROPOSED', kind },
    currency: facts.amount.currency,
    amountMinor: facts.amount.amount,
    valueFen: facts.valueFen,
    ...{ reason, topUpId, bankReference, valueDate },
    needsSecond: true,
    makerId: actor.id,
    checkerId: null,
    bookedAt: null,
    ...{ createdAt: facts.at, updatedAt: facts.at, version: 1 },
  }
}

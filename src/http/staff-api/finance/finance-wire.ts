import { z } from 'zod'
import { BOOKING_KINDS, BOOKING_STATES, type Booking } from '../../../domain/wallet/booking.ts'
import type { FinanceOverview, Named } from '../../../domain/wallet/finance-reads.ts'
import { TOP_UP_METHODS, type TopUp } from '../../../domain/wallet/top-up.ts'
import { TOP_UP_STATES } from '../../../domain/wallet/top-up-states.ts'
import { currencyWire, idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'

export const FINANCE_ROLES = ['finance', 'operatorAdmin'] as const

/** Which world finance looks at. */
export const modeQuery = { livemode: z.enum(['true', 'false']).optional().meta({ description: 'Live unless `false`.' }) }

export const topUpRowWire = z
  .object({
    id: idWire('top'),
    partnerId: z.string(),
    partnerName: z.string(),
    livemode: z.boolean(),
    state: z.enum(TOP_UP_STATES),
    method: z.enum(TOP_UP_METHODS),
    reference: z.string(),
    amount: moneyWire,
    received: moneyWire.nullable(),
    reason: z.string().nullable(),
    createdAt: instantWire,
  })
  .meta({ id: 'StaffTopUp' })

export const bookingRowWire = z
  .object({
    id: idWire('bkg'),
    partnerId: z.string(),
    partnerName: z.string(),
    livemode: z.boolean(),
    state: z.enum(BOOKING_STATES),
    kind: z.enum(BOOKING_KINDS),
    amount: moneyWire,
    reason: z.string(),
    topUpId: z.string().nullable(),
    bankReference: z.string().nullable(),
    valueDate: z.string().nullable(),
    needsSecond: z.boolean(),
    maker: z.string(),
    checker: z.string().nullable(),
    allowed: z.array(z.enum(['approve', 'reject', 'withdraw'])).meta({ description: 'What you may do now.' }),
    createdAt: instantWire,
    bookedAt: instantWire.nullable(),
  })
  .meta({ id: 'StaffBooking' })

export function toTopUpRow(topUp: Named<TopUp>): z.input<typeof topUpRowWire> {
  const { id, partnerId, partnerName, livemode, state, method, reference, currency, reason } = topUp
  return {
    ...{ id, partnerId, partnerName, livemode, state, method, reference, reason },
    amount: toMoneyWire(topUp.amountMinor, currency),
    received: topUp.paidMinor === null ? null : toMoneyWire(topUp.paidMinor, topUp.paidCurrency ?? currency),
    createdAt: toInstantWire(topUp.createdAt),
  }
}

/** A booking with the names of the people; who made it may take it back, anybody else may agree or refuse. */
export function toBookingRow(
  booking: Named<Booking>,
  { names, userId }: { names: ReadonlyMap<string, string>; userId: string },
): z.input<typeof bookingRowWire> {
  const { id, partnerId, partnerName, livemode, state, kind, reason, topUpId, bankReference, valueDate, needsSecond } = booking
  const open = booking.makerId === userId ? (['withdraw'] as const) : (['approve', 'reject'] as const)
  return {
    ...{ id, partnerId, partnerName, livemode, state, kind, reason, topUpId, bankReference, valueDate, needsSecond },
    amount: toMoneyWire(booking.amountMinor, booking.currency),
    maker: names.get(booking.makerId) ?? booking.makerId,
    checker: booking.checkerId === null ? null : (names.get(booking.checkerId) ?? booking.checkerId),
    allowed: state === 'PROPOSED' ? [...open] : [],
    createdAt: toInstantWire(booking.createdAt),
    bookedAt: toInstantWire(booking.bookedAt),
  }
}

const proofWire = z
  .object({
    provedAt: instantWire,
    tookMs: z.int(),
    postings: z.int(),
    unbalancedGroups: z.array(z.string()),
    driftedAccounts: z.array(z.string()),
  })
  .meta({ id: 'StaffLedgerProof', description: 'Every posting added up: groups and balances that do not add up.' })

export const overviewWire = z
  .object({
    balances: z.array(
      z
        .object({
          currency: currencyWire,
          available: moneyWire,
          reserved: moneyWire,
          pending: moneyWire,
          owed: moneyWire,
          drawn: moneyWire,
        })
        .meta({ id: 'StaffHouseBalance', description: 'What partners together have with us.' }),
    ),
    flows: z
      .array(z.object({ day: z.string(), currency: currencyWire, in: moneyWire, out: moneyWire }).meta({ id: 'StaffDailyFlow' }))
      .meta({ description: 'Days in China of the last 30, with what came in and what was captured.' }),
    counts: z
      .object({ pending: z.int(), underReview: z.int(), awaitingTransfer: z.int(), toApprove: z.int(), creditToApprove: z.int() })
      .meta({ id: 'StaffFinanceCounts' }),
    proof: proofWire.nullable(),
    partners: z.array(z.object({ id: z.string(), name: z.string() }).meta({ id: 'StaffPartnerChoice' })),
  })
  .meta({ id: 'StaffFinanceOverview' })

export function toOverview({ balances, flows, counts, proof, partners }: FinanceOverview): z.input<typeof overviewWire> {
  return {
    balances: balances.map(({ currency, availableMinor, reservedMinor, pendingMinor, owedMinor, drawnMinor }) => ({
      currency,
      available: toMoneyWire(availableMinor, currency),
      reserved: toMoneyWire(reservedMinor, currency),
      pending: toMoneyWire(pendingMinor, currency),
      owed: toMoneyWire(owedMinor, currency),
      drawn: toMoneyWire(drawnMinor, currency),
    })),
    flows: flows.map(({ day, currency, inMinor, outMinor }) => ({
      day,
      currency,
      in: toMoneyWire(inMinor, currency),
      out: toMoneyWire(outMinor, currency),
    })),
    counts,
    proof: proof === null ? null : { ...proof, provedAt: toInstantWire(proof.provedAt) },
    partners,
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

export const overviewExample: z.input<typeof overviewWire> = {
  balances: [{ currency: 'USD', available: usd(586_419), reserved: usd(13_581), pending: usd(0), owed: usd(0), drawn: usd(0) }],
  flows: [{ day: '2026-11-22', currency: 'USD', in: usd(100_000), out: usd(13_581) }],
  counts: { pending: 0, underReview: 1, awaitingTransfer: 2, toApprove: 1, creditToApprove: 0 },
  proof: { provedAt: '2026-11-22T01:00:00.000Z', tookMs: 41, postings: 18_204, unbalancedGroups: [], driftedAccounts: [] },
  partners: [{ id: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', name: 'Demo Store' }],
}

export const topUpRowExample: z.input<typeof topUpRowWire> = {
  id: 'top_01kd5v3m8qf6mrx3e0c9h2t4zp',
  partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za',
  partnerName: 'Demo Store',
  livemode: true,
  state: 'UNDER_REVIEW',
  method: 'provider',
  reference: 'XYE0C9H2T4ZP00',
  amount: usd(100_000),
  received: usd(99_500),
  reason: null,
  createdAt: '2026-11-22T01:02:03.000Z',
}

export const bookingRowExample: z.input<typeof bookingRowWire> = {
  id: 'bkg_01kd5v3m8qf6mrx3e0c9h2t4zq',
  partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za',
  partnerName: 'Demo Store',
  livemode: true,
  state: 'PROPOSED',
  kind: 'bankTransfer',
  amount: usd(2_000_000),
  reason: 'Transfer of 21 November',
  topUpId: null,
  bankReference: 'ICBC-20261121-0042',
  valueDate: '2026-11-21',
  needsSecond: true,
  maker: '财务',
  checker: null,
  allowed: ['approve', 'reject'],
  createdAt: '2026-11-22T01:02:03.000Z',
  bookedAt: null,
}

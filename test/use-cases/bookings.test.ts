import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Currency } from '../../src/domain/shared/money.ts'
import { money } from '../../src/domain/shared/money.ts'
import type { BookingKind } from '../../src/domain/wallet/booking.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { startCore } from '../support/stack-core.ts'

const MAKER = { kind: 'finance', id: 'stf_maker' } as const
const CHECKER = { kind: 'finance', id: 'stf_checker' } as const
type Wish = { minor?: number; currency?: Currency; topUpId?: string; bankReference?: string; actor?: typeof MAKER | typeof CHECKER }

async function open(t: Test) {
  const clock = createManualClock(new Date())
  const stack = await startCore(t, { clock })
  const { core, tenant } = stack
  return {
    ...stack,
    clock,
    propose: (kind: BookingKind, { minor, currency = 'EUR', topUpId, bankReference, actor = MAKER }: Wish) =>
      core.uow.run((tx) =>
        core.commands.proposeBooking(tx, {
          tenant,
          actor,
          kind,
          amount: minor === undefined ? null : money(minor, currency),
          reason: 'as the bank says',
          topUpId: topUpId ?? null,
          bankReference: kind === 'bankTransfer' ? (bankReference ?? core.ids.next('req')) : null,
          valueDate: kind === 'bankTransfer' ? '2026-11-20' : null,
        }),
      ),
    decide: (
      bookingId: string,
      decision: 'approve' | 'reject' | 'withdraw',
      actor: typeof MAKER | typeof CHECKER,
      reason: string | null = 'no',
    ) => core.uow.run((tx) => core.commands.decideBooking(tx, { actor, bookingId, decision, reason })),
    balance: (account: string, currency: Currency = 'EUR') => core.uow.run((tx) => tx.ledger.balanceOf(tenant, account, currency)),
    proof: async () => {
      const { unbalancedGroups, driftedAccounts } = await core.reads.ledgerProof()
      return [...unbalancedGroups, ...driftedAccounts]
    },
  }
}

t.test('below the limit one person books, at once', async (t) => {
  const { propose, balance, core, proof } = await open(t)
  const booking = await propose('bankTransfer', { minor: 10_000 })
  t.match(booking, { state: 'BOOKED', needsSecond: false, checkerId: null })
  t.equal(await balance('available'), 10_000n)
  const [topUp] = await core.db.selectFrom('topUp').selectAll().execute()
  t.match(topUp, { state: 'CLEARED', method: 'bankTransfer', paidMinor: 10_000n, reason: /^req_/ })
  await propose('adjustDown', { minor: 3_000 })
  await propose('adjustUp', { minor: 500 })
  t.equal(await balance('available'), 7_500n)
  await t.rejects(propose('adjustDown', { minor: 7_501 }), { code: 'wallet.insufficient' })
  const history = await core.db
    .selectFrom('stateHistory')
    .select(['event', 'actorId', 'reason'])
    .where('machine', '=', 'booking')
    .orderBy('id')
    .execute()
  t.strictSame(
    history.map(({ event, actorId }) => [event, actorId]),
    Array(3).fill(['book', MAKER.id]),
  )
  t.strictSame(await proof(), [])
})

t.test('above the limit a second, different person has to agree', async (t) => {
  const { propose, decide, balance, core } = await open(t)
  const booking = await propose('bankTransfer', { minor: 100_000_00 })
  t.match(booking, { state: 'PROPOSED', needsSecond: true })
  t.equal(await balance('available'), 0n, 'nothing moves yet')
  await t.rejects(decide(booking.id, 'approve', MAKER), { code: 'booking.second_person_required' })
  await t.rejects(
    sql`update booking set state = 'BOOKED', checker_id = maker_id, booked_at = now() where id = ${booking.id}`.execute(core.db),
    /booking_four_eyes/,
    'and the schema would not have it',
  )
  await t.rejects(
    sql`update booking set state = 'BOOKED', booked_at = now() where id = ${booking.id}`.execute(core.db),
    /booking_four_eyes/,
  )
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => decide(booking.id, 'approve', CHECKER)))
  t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'once, however often it is agreed to')
  t.equal(await balance('available'), 100_000_00n)
})

t.test('a large sum cut into small ones is a large sum', async (t) => {
  const { propose, clock } = await open(t)
  const states: string[] = []
  for (let n = 0; n < 4; n += 1) states.push((await propose('adjustUp', { minor: 20_000, currency: 'EUR' })).state)
  t.strictSame(states, ['BOOKED', 'BOOKED', 'BOOKED', 'PROPOSED'], 'EUR 200 three times are CNY 4,988')
  t.equal((await propose('adjustUp', { minor: 20_000, actor: CHECKER })).state, 'BOOKED', 'another person has a hand of his own')
  clock.advance(25 * 3_600_000)
  t.equal((await propose('adjustUp', { minor: 20_000 })).state, 'BOOKED', 'a day later')
})

t.test('who sets the limit or the rate does not book by it alone', async (t) => {
  const { propose, core, clock } = await open(t)
  const both = { kind: 'operatorAdmin', id: MAKER.id } as const
  const rule = { key: 'fourEyes', partnerId: null, livemode: null, effectiveFrom: null, effectiveTo: null, reason: 'because', source: null }
  const limitTo = async (actor: typeof both | { kind: 'operatorAdmin'; id: string }, fen: string) => {
    await core.uow.run((tx) => core.commands.setRule(tx, { ...rule, actor, value: { above: fen } }))
    await core.rules.refresh()
    // What was booked alone the day before does not count.
    clock.advance(25 * 3_600_000)
  }
  // 10,000 EUR are some 83,000 CNY.
  await limitTo(both, '50000000')
  t.match(await propose('adjustUp', { minor: 1_000_000 }), { state: 'PROPOSED', needsSecond: true })
  t.match(await propose('adjustUp', { minor: 1_000_000, actor: CHECKER }), { state: 'BOOKED' }, 'another person may, by the same row')
  await limitTo(both, '100')
  t.match(await propose('adjustUp', { minor: 100 }), { state: 'PROPOSED' }, 'a lower limit of one’s own holds')

  await limitTo({ kind: 'operatorAdmin', id: 'stf_head' }, '1000000')
  const rate = { currency: 'JPY', rate: '2185', effectiveFrom: null, source: 'a slip', isConfirmed: true } as const
  await core.uow.run((tx) => core.commands.setExchangeRate(tx, { ...rate, actor: MAKER }))
  await core.rates.refresh()
  clock.advance(60_000)
  // 1,000,000 JPY: 45,767 CNY at the rate before, 458 at one's own.
  t.match(await propose('adjustUp', { minor: 1_000_000, currency: 'JPY' }), { state: 'PROPOSED', valueFen: 4_576_660n })
  t.match(await propose('adjustUp', { minor: 1_000_000, currency: 'JPY', actor: CHECKER }), { state: 'BOOKED', valueFen: 45_767n })
})

t.test('refused or taken back, nothing moves', async (t) => {
  const { propose, decide, balance } = await open(t)
  const first = await propose('adjustUp', { minor: 9_000_000 })
  await t.rejects(decide(first.id, 'reject', CHECKER, ' '), { code: 'wallet.reason_required' })
  t.equal((await decide(first.id, 'reject', CHECKER)).state, 'REJECTED')
  const second = await propose('adjustUp', { minor: 9_000_000 })
  await t.rejects(decide(second.id, 'withdraw', CHECKER), { code: 'booking.not_yours' })
  t.equal((await decide(second.id, 'withdraw', MAKER)).state, 'WITHDRAWN')
  await t.rejects(decide(second.id, 'approve', CHECKER), { code: 'booking.move_not_allowed' })
  t.equal(await balance('available'), 0n)
})

t.test('a bank transfer is recorded once, and pays the top-up that announced it', async (t) => {
  const { propose, core, tenant, balance } = await open(t)
  const topUp = await core.uow.run((tx) =>
    core.commands.createTopUp(tx, {
      tenant,
      actor: { kind: 'partner', id: 'demo' },
      amount: money(10_000, 'EUR'),
      method: 'bankTransfer',
      externalRef: null,
    }),
  )
  await propose('bankTransfer', { minor: 9_980, topUpId: topUp.id, bankReference: 'ICBC-1' })
  t.match(
    await core.reads.topUp(tenant, topUp.id),
    { state: 'CLEARED', amountMinor: 10_000n, paidMinor: 9_980n },
    'less the fee of the bank',
  )
  t.equal(await balance('available'), 9_980n)
  await t.rejects(propose('bankTransfer', { minor: 9_980, bankReference: 'ICBC-1' }), { code: 'booking.bank_reference_taken' })
  await t.rejects(propose('bankTransfer', { minor: 9_980, topUpId: topUp.id }), { code: 'top_up.move_not_allowed' })
  await t.rejects(propose('bankTransfer', { minor: 9_980, currency: 'USD', topUpId: topUp.id }), { code: 'ledger.currency_mismatch' })
})

t.test('finance decides about money that came otherwise than asked for', async (t) => {
  const { propose, core, tenant, payments, balance, proof } = await open(t)
  const odd = async (amount: string) => {
    const topUp = await core.uow.run((tx) =>
      core.commands.createTopUp(tx, {
        tenant,
        actor: { kind: 'partner', id: 'demo' },
        amount: money(10_000, 'EUR'),
        method: 'provider',
        externalRef: null,
      }),
    )
    await core.steps.openTopUp(topUp.id)
    await payments.move(topUp.reference, 'pay', { amount })
    await core.steps.syncTopUp(topUp.id)
    return topUp
  }
  const accepted = await odd('99.00')
  t.match(await propose('acceptReceipt', { topUpId: accepted.id }), { state: 'BOOKED', amountMinor: 9_900n })
  t.equal(await balance('available'), 9_900n)
  const returned = await odd('1.00')
  await propose('returnReceipt', { topUpId: returned.id })
  t.equal((await core.reads.topUp(tenant, returned.id))?.state, 'RETURNED')
  t.equal(await balance('available'), 9_900n)
  await payments.move(accepted.reference, 'reverse')
  await core.steps.syncTopUp(accepted.id)
  t.equal(await balance('available'), 0n, 'what was accepted is what a reversal takes')
  t.strictSame(await proof(), [])
})

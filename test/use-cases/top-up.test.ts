import t, { type Test } from 'tap'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import type { Currency } from '../../src/domain/shared/money.ts'
import { money } from '../../src/domain/shared/money.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import type { TopUp } from '../../src/domain/wallet/top-up.ts'
import { presentEvent } from '../../src/http/partner-api/events/event-presenter.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { startCore } from '../support/stack-core.ts'

const PARTNER = { kind: 'partner', id: 'demo' } as const

/** Top-ups by hand: no worker, each step taken by the test. */
async function open(t: Test) {
  const clock = createManualClock(new Date())
  const stack = await startCore(t, { clock })
  const { core, tenant } = stack
  const find = async (id: string): Promise<TopUp> => {
    const row = await core.uow.run((tx) => tx.topUps.find(id))
    if (row === undefined) throw new Error('the top-up is gone')
    return row
  }
  const balance = (account: string, currency: Currency = 'EUR') => core.uow.run((tx) => tx.ledger.balanceOf(tenant, account, currency))
  return {
    ...stack,
    clock,
    find,
    balance,
    announce: async (amount: bigint, currency: Currency = 'EUR', method: 'provider' | 'bankTransfer' = 'provider') =>
      core.uow.run((tx) =>
        core.commands.createTopUp(tx, { tenant, actor: PARTNER, amount: money(amount, currency), method, externalRef: null }),
      ),
    opened: async (amount: bigint, currency: Currency = 'EUR') => {
      const topUp = await core.uow.run((tx) =>
        core.commands.createTopUp(tx, { tenant, actor: PARTNER, amount: money(amount, currency), method: 'provider', externalRef: null }),
      )
      await core.steps.openTopUp(topUp.id)
      return find(topUp.id)
    },
    sync: async (id: string) => {
      await core.steps.syncTopUp(id)
      return (await find(id)).state
    },
    proof: async () => {
      const { unbalancedGroups, driftedAccounts } = await core.reads.ledgerProof()
      return [...unbalancedGroups, ...driftedAccounts]
    },
    groupsOf: (id: string) => core.db.selectFrom('postingGroup').select('template').where('sourceId', '=', id).orderBy('id').execute(),
  }
}

t.test('paid money is pending, then cleared; only then it can be spent', async (t) => {
  const { opened, payments, sync, balance, find, proof, core, tenant } = await open(t)
  const topUp = await opened(12_345n)
  t.match(topUp, { state: 'AWAITING_PAYMENT', payUrl: `${payments.url}/checkout/${topUp.reference}` })
  await payments.move(topUp.reference, 'pay', { clears: false })
  t.equal(await sync(topUp.id), 'PENDING')
  t.strictSame([await balance('pending'), await balance('available')], [12_345n, 0n])
  await payments.move(topUp.reference, 'clear')
  t.equal(await sync(topUp.id), 'CLEARED')
  t.strictSame([await balance('pending'), await balance('available')], [0n, 12_345n])
  t.match(await find(topUp.id), { paidMinor: 12_345n, paidCurrency: 'EUR' })
  const events = await core.db.selectFrom('partnerEvent').select('type').where('resourceId', '=', topUp.id).orderBy('sequence').execute()
  t.strictSame(
    events.map(({ type }) => type),
    ['wallet.top_up_pending', 'wallet.topped_up'],
  )
  const { rows } = await core.reads.events(tenant, { types: ['wallet.topped_up'], resourceId: topUp.id }, { limit: 5, after: null })
  t.strictSame(
    rows.map((event) => presentEvent(event).data),
    [
      {
        id: topUp.id,
        status: 'CLEARED',
        method: 'provider',
        reference: topUp.reference,
        amount: { amount: 12_345, currency: 'EUR' },
        received: { amount: 12_345, currency: 'EUR' },
      },
    ],
  )
  t.strictSame(await proof(), [])
})

t.test('money without decimals keeps its minor unit', async (t) => {
  const { opened, payments, sync, balance } = await open(t)
  for (const [currency, amount] of [
    ['KRW', 1_500_000n],
    ['JPY', 7n],
  ] as const) {
    const before = await balance('available', currency)
    const topUp = await opened(amount, currency)
    await payments.move(topUp.reference, 'pay')
    t.equal(await sync(topUp.id), 'CLEARED')
    t.equal((await balance('available', currency)) - before, amount, currency)
  }
})

t.test('however often and however concurrently it is heard of, it is credited once', async (t) => {
  const { opened, payments, balance, core, groupsOf, proof } = await open(t)
  const topUp = await opened(1_000n)
  await payments.move(topUp.reference, 'pay')
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => core.steps.syncTopUp(topUp.id)))
  t.strictSame(
    outcomes.filter(({ status }) => status === 'rejected'),
    [],
  )
  t.equal(await balance('available'), 1_000n)
  t.strictSame(
    (await groupsOf(topUp.id)).map(({ template }) => template),
    ['topUpPaid', 'topUpCleared'],
  )
  t.strictSame(await proof(), [])
})

t.test('opening is looked up, not repeated, when its outcome is unknown', async (t) => {
  const { announce, core, payments, find } = await open(t)
  for (const kind of ['cutBefore', 'cutAfter', 'http', 'garbage']) {
    const topUp = await announce(500n)
    await payments.fault({ kind, times: 1 })
    await t.rejects(core.steps.openTopUp(topUp.id), UpstreamError, kind)
    t.equal((await find(topUp.id)).state, 'CREATED')
    await core.steps.openTopUp(topUp.id)
    t.equal((await find(topUp.id)).state, 'AWAITING_PAYMENT')
    t.equal((await payments.list()).filter(({ merchantOrderNo }) => merchantOrderNo === topUp.reference).length, 1, kind)
  }
})

t.test('what the provider refuses has failed', async (t) => {
  const { announce, core, payments, find } = await open(t)
  await payments.refuse(['GBP'])
  const topUp = await announce(500n, 'GBP')
  await core.steps.openTopUp(topUp.id)
  t.match(await find(topUp.id), { state: 'FAILED', reason: /does not take/ })
})

t.test('another amount or currency than asked for is parked for finance, never credited', async (t) => {
  const { opened, payments, sync, balance, proof } = await open(t)
  for (const wish of [{ amount: '9.99' }, { amount: '10.01' }, { currency: 'USD' }]) {
    const usd = await balance('available', 'USD')
    const topUp = await opened(1_000n)
    await payments.move(topUp.reference, 'pay', { ...wish, clears: false })
    t.equal(await sync(topUp.id), 'AWAITING_PAYMENT', 'nothing is decided before it is cleared')
    await payments.move(topUp.reference, 'clear')
    t.equal(await sync(topUp.id), 'UNDER_REVIEW')
    t.strictSame([await balance('available'), await balance('pending'), await balance('available', 'USD')], [0n, 0n, usd])
    await payments.move(topUp.reference, 'reverse')
    t.equal(await sync(topUp.id), 'RETURNED', 'the payer takes it back meanwhile')
  }
  t.strictSame(await proof(), [])
})

t.test('a reversal takes what is there; what is spent is owed, and later money pays it first', async (t) => {
  const { opened, payments, sync, balance, core, tenant, proof, clock } = await open(t)
  const paidIn = async (amount: bigint) => {
    const topUp = await opened(amount)
    await payments.move(topUp.reference, 'pay')
    await sync(topUp.id)
    return topUp
  }
  const topUp = await paidIn(1_000n)
  const about = { id: core.ids.next('grp'), tenant, idempotencyKey: 'spent', sourceType: 'test', sourceId: 'spent', at: clock.now() }
  await core.uow.run((tx) => tx.ledger.post(buildGroup({ ...about, template: 'holdPayment1', amounts: { held: money(700, 'EUR') } })))
  await payments.move(topUp.reference, 'reverse')
  t.equal(await sync(topUp.id), 'REVERSED')
  t.equal(await sync(topUp.id), 'REVERSED', 'once')
  t.strictSame([await balance('available'), await balance('owed'), await balance('reserved')], [0n, -700n, 700n])
  await paidIn(500n)
  t.strictSame([await balance('available'), await balance('owed')], [0n, -200n])
  await paidIn(500n)
  t.strictSame([await balance('available'), await balance('owed')], [300n, 0n])
  t.strictSame(await proof(), [])
})

t.test('a payment that falls through after it was pending leaves nothing behind', async (t) => {
  const { opened, payments, sync, balance, proof } = await open(t)
  const topUp = await opened(1_000n)
  await payments.move(topUp.reference, 'pay', { clears: false })
  await sync(topUp.id)
  await payments.move(topUp.reference, 'fail')
  t.equal(await sync(topUp.id), 'BOUNCED')
  t.strictSame([await balance('available'), await balance('pending')], [0n, 0n])
  await payments.move(topUp.reference, 'pay')
  t.equal(await sync(topUp.id), 'UNDER_REVIEW', 'money after that is looked at by a person')
  t.strictSame(await proof(), [])
})

t.test('money that comes after its time is money', async (t) => {
  const { opened, payments, sync, balance } = await open(t)
  const topUp = await opened(1_000n)
  await payments.move(topUp.reference, 'expire')
  t.equal(await sync(topUp.id), 'EXPIRED')
  await payments.move(topUp.reference, 'pay')
  t.equal(await sync(topUp.id), 'CLEARED')
  t.equal(await balance('available'), 1_000n)
})

t.test('lost callbacks are made up for by asking the provider', async (t) => {
  const { opened, payments, core, find } = await open(t)
  const topUp = await opened(1_000n)
  await payments.move(topUp.reference, 'pay')
  const asked = async () =>
    (await core.db.selectFrom('outbox').select('payload').where('name', '=', 'sync-top-up').execute()).map(({ payload }) => payload.id)
  t.equal(await core.steps.pollPayments(), 1)
  t.strictSame(await asked(), [topUp.id])
  await core.steps.syncTopUp(topUp.id)
  t.equal(await core.steps.pollPayments(), 0, 'one that has followed is left alone')
  await payments.move(topUp.reference, 'reverse')
  t.equal(await core.steps.pollPayments(), 1, 'a reversal is found too')
  await core.steps.syncTopUp(topUp.id)
  t.equal((await find(topUp.id)).state, 'REVERSED')
})

t.test('a bank transfer waits for finance, with a reference and an account', async (t) => {
  const { announce, core, payments } = await open(t)
  const topUp = await announce(1_000n, 'EUR', 'bankTransfer')
  t.match(topUp, { state: 'AWAITING_PAYMENT', payUrl: null, instructions: /Sandbox bank/, reference: /^XY[0-9A-Z]{12}$/ })
  await core.steps.syncTopUp(topUp.id)
  t.strictSame(await payments.list(), [])
})

t.test('nothing is paid while a reversed top-up is owed; once it is settled it is', async (t) => {
  const buyer = await startBuyer(t)
  const { core, tenant, payments } = buyer
  const paidIn = async (minor: number) => {
    const amount = money(minor, 'USD')
    const topUp = await core.uow.run((tx) =>
      core.commands.createTopUp(tx, { tenant, actor: PARTNER, amount, method: 'provider', externalRef: null }),
    )
    await core.steps.openTopUp(topUp.id)
    await payments.move(topUp.reference, 'pay')
    await core.steps.syncTopUp(topUp.id)
    return topUp
  }
  const topUp = await paidIn(10_000)
  const { orderId } = await buyer.order({ quantity: 5 })
  await buyer.spend(await buyer.available())
  await payments.move(topUp.reference, 'reverse')
  await core.steps.syncTopUp(topUp.id)
  await t.rejects(buyer.pay(orderId), { code: 'wallet.debt_unsettled', facts: { shortfall: { amount: 10_000n, currency: 'USD' } } })
  await paidIn(500_000)
  await buyer.pay(orderId)
  t.equal((await buyer.lines(orderId))[0]?.state, 'PURCHASING')
  t.strictSame(await buyer.newProblems(), [])
})

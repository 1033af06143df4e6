import { sql } from 'kysely'
import t from 'tap'
import { lockRate } from '../../src/domain/quotes/offered-rate.ts'
import type { SetExchangeRate } from '../../src/domain/quotes/set-exchange-rate.ts'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const FINANCE: Actor = { kind: 'finance', id: 'stf_finance' }
const DAY = 86_400_000
const buyer = await startBuyer(t)
const { core, tenant, clock } = buyer
const live = { ...tenant, livemode: true }

function set(rate: string, change: Partial<SetExchangeRate> = {}) {
  const entry = { actor: FINANCE, currency: 'USD' as const, rate, effectiveFrom: null, source: 'Bank of China', isConfirmed: false }
  return core.uow.run((tx) => core.commands.setExchangeRate(tx, { ...entry, ...change }))
}

async function quotedRate() {
  const { order } = await buyer.order()
  return order.rate
}

t.test('a rate entered by finance is what quotes lock from its moment on', async (t) => {
  t.match(await quotedRate(), { referenceRate: '0.1404' })
  const entry = await set('0.1410')
  await core.rates.refresh()
  t.match(await quotedRate(), { referenceRate: '0.1404' }, 'not before')
  await buyer.advance(6_000)
  t.match(await quotedRate(), { referenceRate: '0.1410', referenceSource: 'Bank of China', rate: '0.143115' })
  await t.rejects(sql`update exchange_rate set rate = '1' where id = ${entry.id}`.execute(core.db), /append-only/)
})

t.test('a slipped decimal point has to be confirmed', async (t) => {
  await t.rejects(set('1.4100'), { code: 'exchange_rate.confirmation_required', facts: { inForce: '0.1410' } })
  await t.rejects(set('0.1400', { currency: 'CNY' }), { code: 'exchange_rate.invalid' })
  await t.rejects(set('0.0'), { code: 'exchange_rate.invalid' })
  await t.rejects(set('0.1400', { effectiveFrom: clock.now() }), { code: 'rule.reaches_back' })
  await set('0.1500', { isConfirmed: true })
})

t.test('live quotes refuse a rate nobody confirmed for a week, rehearsals do not, CNY never ages', async (t) => {
  await core.rates.refresh()
  await buyer.advance(6_000)
  t.match(lockRate(core, live, 'USD', clock.now()), { referenceRate: '0.1500' })
  t.throws(() => lockRate(core, live, 'EUR', clock.now()), { code: 'exchange_rate.stale' }, 'the rates we ship are old')
  t.match(lockRate(core, tenant, 'EUR', clock.now()), { quote: 'EUR' })
  clock.advance(7 * DAY)
  t.throws(() => lockRate(core, live, 'USD', clock.now()), { code: 'exchange_rate.stale' })
  t.match(lockRate(core, tenant, 'USD', clock.now()), { referenceRate: '0.1500' })
  t.match(lockRate(core, live, 'CNY', clock.now()), { rate: '1' })
})

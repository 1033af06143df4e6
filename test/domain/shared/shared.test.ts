import t from 'tap'
import { addMilliseconds, earliest, HOUR_MS } from '../../../src/domain/shared/clock.ts'
import { isCurrency } from '../../../src/domain/shared/currencies.ts'
import { isId } from '../../../src/domain/shared/ids.ts'
import { isRefusal, Refusal } from '../../../src/domain/shared/refusal.ts'
import { REFUSAL_CODES } from '../../../src/domain/shared/refusal-codes.ts'
import { sameTenant } from '../../../src/domain/shared/tenant.ts'

t.test('refusal codes are unique and read area.reason', (t) => {
  t.equal(new Set(REFUSAL_CODES).size, REFUSAL_CODES.length)
  for (const code of REFUSAL_CODES) t.match(code, /^[a-z_]+\.[a-z_]+$/)
  t.end()
})

t.test('a refusal carries its code, facts and cause', (t) => {
  const cause = new Error('below')
  const refusal = new Refusal('wallet.insufficient', { shortfall: 5n }, { cause })
  t.match(refusal, { name: 'Refusal', message: 'wallet.insufficient', code: 'wallet.insufficient', facts: { shortfall: 5n }, cause })
  t.ok(isRefusal(refusal))
  t.ok(isRefusal(refusal, 'wallet.insufficient'))
  t.notOk(isRefusal(refusal, 'quote.expired'))
  t.notOk(isRefusal(cause))
  t.end()
})

t.test('a tenant is a partner in one mode', (t) => {
  const live = { partnerId: 'par_a', livemode: true }
  t.ok(sameTenant(live, { ...live }))
  t.notOk(sameTenant(live, { ...live, livemode: false }))
  t.notOk(sameTenant(live, { ...live, partnerId: 'par_b' }))
  t.end()
})

t.test('an id is recognised by prefix and body', (t) => {
  const body = '01kd5v3m8qf6mrx3e0c9h2t4za'
  t.ok(isId('ord', `ord_${body}`))
  t.notOk(isId('ord', `oln_${body}`))
  t.notOk(isId('ord', `ord_${body}a`))
  t.notOk(isId('ord', `ord_8${body.slice(1)}`), 'the first character carries three bits only')
  t.notOk(isId('ord', `ord_${body.toUpperCase()}`))
  t.end()
})

t.test('instants and currency codes', (t) => {
  const noon = new Date('2026-11-22T12:00:00Z')
  t.same(addMilliseconds(noon, -HOUR_MS), new Date('2026-11-22T11:00:00Z'))
  t.same(earliest(noon, addMilliseconds(noon, HOUR_MS), addMilliseconds(noon, -HOUR_MS)), addMilliseconds(noon, -HOUR_MS))
  t.ok(isCurrency('CNY'))
  for (const text of ['cny', 'XXX', 'toString']) t.notOk(isCurrency(text))
  t.end()
})

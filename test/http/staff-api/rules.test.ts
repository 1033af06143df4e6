import t from 'tap'
import type { RateBookWire } from '../../../src/http/staff-api/exchange-rates/rate-wire.ts'
import type { RuleBookWire } from '../../../src/http/staff-api/rules/rule-wire.ts'
import { buildStaffServer } from './support/staff-server.ts'

const PARTNER = 'par_01kd5v3m8qf6mrx3e0c9h2t4za'
const change = {
  partnerId: null,
  mode: 'both',
  values: { bps: '120' },
  effectiveFrom: null,
  effectiveTo: null,
  reason: '十二月',
  source: null,
}
const ruleOf = (book: RuleBookWire, key: string) => book.rules.find((rule) => rule.key === key)

t.test('200 the admin sets a rule; everybody reads who, why and since when', async (t) => {
  const { call, be, clock } = await buildStaffServer()
  const as = await be('operatorAdmin')
  const set = await call({ method: 'POST', url: '/staff/v1/rules/fxMargin', as, payload: change })
  t.equal(set.statusCode, 200)
  t.match(ruleOf(set.json<RuleBookWire>(), 'fxMargin'), { layer: 'shipped', values: { bps: '150' }, entries: [{ status: 'UPCOMING' }] })
  clock.advance(6_000)
  const book = (await call({ url: '/staff/v1/rules', as: await be('warehouseStaff') })).json<RuleBookWire>()
  t.equal(book.canEdit, false)
  const rule = ruleOf(book, 'fxMargin')
  t.match(rule, { area: 'exchange', layer: 'operator', values: { bps: '120' }, fields: [{ path: 'bps', kind: 'bps', max: 1_000 }] })
  t.match(rule?.entries, [{ status: 'IN_FORCE', reason: '十二月', mode: 'both', values: { bps: '120' } }])
  t.equal(ruleOf(book, 'webhookRetry'), undefined, 'what nothing reads is not offered')
})

t.test('200 a partner has an entry of its own, and an entry ahead can be taken back', async (t) => {
  const { call, be, clock } = await buildStaffServer()
  const as = await be('operatorAdmin')
  await call({ method: 'POST', url: '/staff/v1/rules/fxMargin', as, payload: { ...change, partnerId: PARTNER, values: { bps: '50' } } })
  clock.advance(6_000)
  const url = `/staff/v1/rules?partnerId=${PARTNER}`
  t.match(ruleOf((await call({ url, as })).json(), 'fxMargin'), { layer: 'partner', values: { bps: '50' } })
  t.match(ruleOf((await call({ url: '/staff/v1/rules', as })).json(), 'fxMargin'), { layer: 'shipped', entries: [] })

  const later = { ...change, effectiveFrom: '2026-12-01T00:00:00+08:00' }
  const ahead = await call({ method: 'POST', url: '/staff/v1/rules/fxMargin', as, payload: later })
  const [entry] = ruleOf(ahead.json(), 'fxMargin')?.entries ?? []
  const cancel = () => call({ method: 'POST', url: `/staff/v1/rule-entries/${entry?.id}/cancel`, as, payload: { reason: '日期有误' } })
  const after = await cancel()
  t.match(ruleOf(after.json(), 'fxMargin')?.entries, [{ status: 'CANCELLED', cancelReason: '日期有误' }])
})

t.test('422 names the field that does not fit; 403 for everybody but the admin', async (t) => {
  const { call, be } = await buildStaffServer()
  const as = await be('operatorAdmin')
  const post = (payload: object, key = 'fxMargin') => call({ method: 'POST', url: `/staff/v1/rules/${key}`, as, payload })
  const wrong = await post({ ...change, values: { bps: '9000' } })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.json(), { code: 'rule.value_invalid' })
  t.match((await post({ ...change, reason: '  ' })).json(), { code: 'request.validation_failed' })
  t.match((await post({ ...change, effectiveFrom: '2020-01-01T00:00:00Z' })).json(), { code: 'rule.reaches_back' })
  t.match((await post(change, 'R03')).json(), { code: 'rule.unknown' })
  const finance = await call({ method: 'POST', url: '/staff/v1/rules/fxMargin', as: await be('finance'), payload: change })
  t.equal(finance.statusCode, 403)
})

t.test('200 finance enters a rate; a big step is asked about first', async (t) => {
  const { call, be, clock } = await buildStaffServer()
  const as = await be('finance')
  const rate = { currency: 'USD', rate: '0.1399', effectiveFrom: null, source: '中国银行', isConfirmed: false }
  const post = (payload: object) => call({ method: 'POST', url: '/staff/v1/exchange-rates', as, payload })
  t.equal((await post(rate)).statusCode, 200)
  const asked = await post({ ...rate, rate: '1.399' })
  t.equal(asked.statusCode, 409)
  t.match(asked.json(), { code: 'exchange_rate.confirmation_required' })
  clock.advance(6_000)
  const book = (await call({ url: '/staff/v1/exchange-rates', as })).json<RateBookWire>()
  t.equal(book.canEdit, true)
  t.match(
    book.rates.find(({ currency }) => currency === 'USD'),
    { rate: '0.1399', source: '中国银行', isStale: false, entries: [{ rate: '0.1399', isUpcoming: false }] },
  )
  t.match(
    book.rates.find(({ currency }) => currency === 'EUR'),
    { isStale: true, entries: [] },
  )
})

t.test('200 finance asks for a comparison once; 409 while it waits; the bench may not look', async (t) => {
  const { call, be } = await buildStaffServer()
  const as = await be('finance')
  const ask = () => call({ method: 'POST', url: '/staff/v1/reconciliation/runs', as })
  t.match((await ask()).json(), { runs: [{ state: 'QUEUED', requestedBy: 'finance' }], differences: [] })
  t.match((await ask()).json(), { status: 409, code: 'comparison.running' })
  t.equal((await call({ url: '/staff/v1/reconciliation', as: await be('warehouseStaff') })).statusCode, 403)
})

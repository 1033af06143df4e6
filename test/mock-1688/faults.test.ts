import t from 'tap'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

const fault = (body: Wire | Wire[]) => client.control('/control/faults', body)
const list = () => client.trade('alibaba.trade.getBuyerOrderList')
const LIST = 'alibaba.trade.getBuyerOrderList'
const CREATE = 'alibaba.trade.createCrossOrder'

t.test('each gateway code, for as many calls as told', async (t) => {
  for (const code of [
    'gw.QosAppFrequencyLimit',
    'gw.QosAPIFrequencyLimit',
    'gw.QosRequestLimit',
    'gw.NoUsageLeftError',
    '401',
    'gw.APIACLDecline',
    'gw.APIUnsupported',
    'gw.AppKeyMissing',
    'gw.AppKeyNotFound',
    'gw.SignatureInvalid',
    'gw.SignatureMissing',
    'gw.ParamMissing',
  ]) {
    await fault({ api: LIST, kind: 'gateway', code })
    t.match(await list(), { status: code === '401' ? 401 : 400, body: { error_code: code } })
    t.equal((await list()).status, 200)
  }
  await fault({ api: '*', kind: 'gateway', times: 2, skip: 1 })
  t.strictSame([(await list()).status, (await list()).status, (await list()).status, (await list()).status], [200, 400, 400, 200])
})

t.test('broken answers', async (t) => {
  await fault({ api: LIST, kind: 'http', status: 503 })
  t.equal((await list()).status, 503)
  await fault({ api: LIST, kind: 'html', status: 502 })
  t.match(await list(), { status: 502, text: /<html>/ })
  await fault({ api: LIST, kind: 'garbage' })
  t.match(await list(), { status: 200, body: { unparsable: true } })
  await fault({ api: LIST, kind: 'business', code: 'SYSTEM_ERROR' })
  t.match(await list(), { status: 200, body: { errorCode: 'SYSTEM_ERROR' } })
  await fault({ api: LIST, kind: 'latency', ms: 60 })
  const from = performance.now()
  await list()
  t.ok(performance.now() - from >= 55)
})

t.test('a connection cut before leaves nothing, cut after leaves the order', async (t) => {
  const count = async (): Promise<unknown> => (await client.control('/control/orders')).body.total
  await fault({ api: CREATE, kind: 'cutBefore' })
  await t.rejects(client.order())
  t.equal(await count(), 0)
  await fault({ api: CREATE, kind: 'cutAfter' })
  await t.rejects(client.order(1, { outOrderId: 'GW-CUT' }))
  t.equal(await count(), 1)
  t.equal((await client.trade(LIST, { outOrderId: 'GW-CUT' })).body.totalRecord, 1)
})

t.test('an answer may come so late that nobody waits for it, with the order made', async (t) => {
  await fault({ api: CREATE, kind: 'slowAfter', ms: 300 })
  const from = performance.now()
  const late = client.order(1, { outOrderId: 'GW-SLOW' })
  const count = async (): Promise<unknown> => (await client.trade(LIST, { outOrderId: 'GW-SLOW' })).body.totalRecord
  while ((await count()) === 0) if (performance.now() - from > 60_000) return t.fail('the order is soon there')
  t.match(await late, /^\d{19}$/)
  return t.ok(performance.now() - from >= 295, 'its answer was not')
})

t.test('a call may be held up, alone or with another fault, until it is let go', async (t) => {
  const count = async (): Promise<unknown> => (await client.control('/control/orders')).body.total
  await fault([
    { api: CREATE, kind: 'hold', times: 2 },
    { api: CREATE, kind: 'cutAfter' },
  ])
  const held = [client.order().catch(() => 'cut'), client.order()]
  while (((await client.control('/control/faults')).body.faults as unknown[]).length > 0);
  t.equal(await count(), 0, 'nothing is done yet')
  t.match((await client.control('/control/faults/release', {})).body, { released: Number })
  await client.control('/control/faults/release', {})
  const [first, second] = await Promise.all(held)
  t.match([first, second].sort(), [/^\d{19}$/, 'cut'])
  t.equal(await count(), 2)
})

t.test('the token call can be troubled, too', async (t) => {
  const refresh = () =>
    fetch(`${client.mock.url}/openapi/http/1/system.oauth2/getToken/1000000`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: '1000000', client_secret: 'test123', refresh_token: 'ref-0001' }),
    })
  await fault({ api: 'getToken', kind: 'html', status: 502 })
  t.equal((await refresh()).status, 502)
  await fault({ api: 'getToken', kind: 'cutBefore' })
  await t.rejects(refresh())
  t.equal((await refresh()).status, 200)
})

t.test("the documents' contradicting samples of create", async (t) => {
  const product = await client.buyable()
  const cargo = `[{"offerId":${product.offerId},"specId":"${product.skus[0]?.specId}","quantity":5}]`
  await fault({ api: CREATE, kind: 'variant', variant: 'flat' })
  t.match((await client.create(cargo)).body, { success: true, orderId: /^\d{19}$/ })
  await fault({ api: CREATE, kind: 'variant', variant: 'falseWithId' })
  t.match((await client.create(cargo)).body, { success: false, orderId: /^\d{19}$/ })
  await fault({ api: CREATE, kind: 'variant', variant: 'emptySuccess' })
  t.match((await client.create(cargo)).body, { success: true, result: null })
  t.equal((await client.control('/control/orders')).body.total, 3)
})

t.test('faults are listed and cleared', async (t) => {
  await fault({ api: LIST, kind: 'gateway', times: null })
  t.equal(((await client.control('/control/faults')).body.faults as unknown[]).length, 1)
  await list()
  await list()
  t.match((await client.control('/control/faults')).body.faults, [{ hits: 2 }])
  await client.control('/control/faults', undefined, 'DELETE')
  t.equal((await list()).status, 200)
  t.equal((await fault({ api: LIST, kind: 'nonsense' })).status, 422)
})

t.test('a frequency limit per app and a quota per API', async (t) => {
  await client.control('/control/settings', { quotas: { [LIST]: 2 } })
  t.strictSame([(await list()).status, (await list()).status, (await list()).body.error_code], [200, 200, 'gw.NoUsageLeftError'])
  await client.control('/control/settings', { quotas: {}, appQps: 1 })
  const answers = await Promise.all(Array.from({ length: 5 }, list))
  t.ok(answers.some((answer) => answer.body.error_code === 'gw.QosAppFrequencyLimit'))
})

t.test('nulls may be left out and stray class members added', async (t) => {
  const orderId = await client.order()
  t.ok('closeReason' in ((await client.detail(orderId)).baseInfo as Wire))
  await client.control('/control/settings', { nulls: 'drop', classKeys: true })
  const base = (await client.detail(orderId)).baseInfo as Wire
  t.notOk('closeReason' in base)
  t.type(base.class, 'string')
  t.equal(base.idOfStr, orderId)
})

t.test('settings are merged by group, and a wrong one changes nothing', async (t) => {
  await client.control('/control/settings', { push: { retries: 1 } })
  t.match((await client.control('/control/settings', { push: { reorder: true } })).body, { push: { retries: 1, reorder: true } })
  t.equal((await client.control('/control/settings', { nonsense: 1 })).status, 422)
  t.equal((await client.control('/control/settings', { push: { retries: -1 } })).status, 422)
  t.match((await client.control('/control/settings')).body, { push: { retries: 1 } })
})

t.test('the clock can be set and moved, and a reset forgets all', async (t) => {
  await client.control('/control/clock', { now: '2030-01-01T00:00:00Z' })
  t.match((await client.control('/control/clock')).body.now, /^2030-01-01T00:00:0/)
  t.match((await client.control('/control/clock', { days: 1, hours: 1 })).body.now, /^2030-01-02T01:00:0/)
  t.match((await client.call('system', 'currentTime', {}, { token: null })).text, /^"2030010209/)
  await client.order()
  await client.control('/control/reset', {})
  t.equal((await client.control('/control/orders')).body.total, 0)
  t.notMatch((await client.control('/control/clock')).body.now, /^2030/)
})

t.test('what is not there is 404, what is not JSON 400', async (t) => {
  for (const path of ['orders/1', 'parcels/1', 'refunds/1', 'products/1']) t.equal((await client.control(`/control/${path}`)).status, 404)
  const response = await fetch(`${client.mock.url}/control/clock`, {
    method: 'POST',
    body: '{',
    headers: { 'content-type': 'application/json' },
  })
  t.equal(response.status, 400)
})

t.test('a person who opens it sees what it is', async (t) => {
  const page = await (await fetch(client.mock.url)).text()
  t.match(page, /Mock 1688/)
  t.match(page, /control\/clock/)
  t.equal((await fetch(`${client.mock.url}/health/live`)).status, 200)
})

import t from 'tap'
import { MockClient, pushReceiver, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

const SECOND = { appKey: '2000000', appSecret: 'test123', accessToken: 'tok-2', refreshToken: 'ref-2' }

const second = async (more: Wire = {}): Promise<MockClient> => {
  t.equal((await client.control('/control/apps', { ...SECOND, ...more })).status, 200)
  return client.as('2000000', 'tok-2')
}

const ways = (of: MockClient) => of.trade('alibaba.trade.receiveAddress.get')

t.test('an app has a buyer, tokens and a callback of its own', async (t) => {
  const receiver = await pushReceiver()
  t.teardown(() => receiver.close())
  const other = await second({ callbackUrl: receiver.url })
  const orderId = await other.order()
  await client.control('/control/messages/flush', {})
  t.strictSame(
    receiver.pushed.map((push) => push.type),
    ['ORDER_BUYER_VIEW_BUYER_MAKE'],
  )
  t.match((await client.trade('alibaba.trade.get.buyerView', { webSite: '1688', orderId })).body, { errorCode: '400_3' }, 'not my order')
  t.equal((await client.trade('alibaba.trade.getBuyerOrderList')).body.totalRecord, 0)
  t.equal((await client.as('2000000', 'tok-0001').trade('alibaba.trade.receiveAddress.get')).status, 401, 'nor is my token good for it')
  t.equal((await client.control('/control/apps', SECOND)).status, 409)
  const listed = await client.control('/control/apps')
  t.notMatch(listed.text, /test123/, 'no secret is shown')
})

t.test('grants are per app and may change', async (t) => {
  const other = await second({ denied: ['alibaba.trade.receiveAddress.get'] })
  t.equal((await ways(other)).body.error_code, 'gw.APIACLDecline')
  t.equal((await ways(client)).status, 200)
  await client.control('/control/apps/2000000', { denied: [] })
  t.equal((await ways(other)).status, 200)
  t.equal((await client.control('/control/apps/2000000', { denied: ['no.such.api'] })).status, 422)
  t.equal((await client.control('/control/apps/3000000', {})).status, 404)
})

t.test('settings, frequency limits and quotas per app', async (t) => {
  const other = await second()
  await client.control('/control/apps/2000000', { settings: { quotas: { '*': 2 }, nulls: 'drop' } })
  t.notMatch((await ways(other)).text, /null/)
  await ways(other)
  t.equal((await ways(other)).body.error_code, 'gw.NoUsageLeftError', 'its third call')
  for (let call = 0; call < 4; call++) t.match(await ways(client), { status: 200, text: /null/ }, 'nobody else feels it')
  await client.control('/control/apps/2000000', { settings: { appQps: 1 } })
  const codes = await Promise.all([ways(other), ways(other), ways(other), ways(other)])
  t.ok(codes.some((answer) => answer.body.error_code === 'gw.QosAppFrequencyLimit'))
  t.equal((await client.control('/control/apps/2000000', { settings: { appQps: 'many' } })).status, 422)
})

t.test('pushes of one app may get lost while those of another arrive', async (t) => {
  const [lossy, sound] = [await pushReceiver(), await pushReceiver()]
  t.teardown(() => [lossy, sound].map((one) => one.close()))
  const other = await second({ callbackUrl: lossy.url })
  await client.control('/control/apps/2000000', { settings: { push: { loseEvery: 1 } } })
  await client.control('/control/settings', { callbackUrl: sound.url })
  await other.order()
  await client.order()
  await client.control('/control/messages/flush', {})
  t.equal(lossy.pushed.length, 0)
  t.equal(sound.pushed.length, 1)
})

t.test('a fault may hit one app, one API, one call; a setting, too', async (t) => {
  const other = await second()
  await client.control('/control/faults', { api: '*', appKey: '2000000', kind: 'gateway', code: 'gw.QosRequestLimit', times: null })
  t.equal((await ways(other)).body.error_code, 'gw.QosRequestLimit')
  t.equal((await ways(client)).status, 200)
  await client.control('/control/faults', undefined, 'DELETE')
  await client.control('/control/faults', {
    api: 'alibaba.trade.receiveAddress.get',
    kind: 'settings',
    settings: { nulls: 'drop', classKeys: true },
    skip: 1,
    times: 1,
  })
  t.match((await ways(client)).text, /null/, 'the first call is as always')
  const odd = await ways(client)
  t.notMatch(odd.text, /null/)
  t.match(odd.text, /"class":/)
  t.match((await ways(client)).text, /null/, 'and so is the third')
  t.equal((await client.control('/control/faults', { api: '*', kind: 'settings', settings: { nulls: 'sometimes' } })).status, 422)
})

t.test('the clock stops, moves while it stands, and goes on', async (t) => {
  const clock = async (body?: Wire): Promise<{ now: string; stopped: boolean }> =>
    (await client.control('/control/clock', body)).body as never
  await clock({ now: '2027-02-03T04:05:06.000Z', stopped: true })
  t.match(await clock(), { now: '2027-02-03T04:05:06.000Z', stopped: true })
  const orderId = await client.order()
  t.match((await client.detail(orderId)).baseInfo, { createTime: '20270203120506000+0800' }, 'everything goes by it')
  t.match(await clock({ hours: 13 }), { now: '2027-02-03T17:05:06.000Z', stopped: true })
  t.equal((await client.view(orderId)).status, 'cancel', 'what fell due in between happened')
  const going = await clock({ stopped: false })
  t.equal(going.stopped, false)
  t.ok(Date.parse((await clock()).now) >= Date.parse('2027-02-03T17:05:06.000Z'))
  t.ok(Date.parse((await clock()).now) < Date.parse('2027-02-03T17:06:06.000Z'), 'from where it stood')
})

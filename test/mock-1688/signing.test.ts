import t from 'tap'
import { sign } from '../../src/mock-1688/protocol/sign.ts'
import { MockClient, signature } from './mock-client.ts'

const V3 = '{"keyword":"连衣裙","beginPage":1,"pageSize":20,"country":"en"}'
const V4_ADDRESS =
  '{"fullName":"李雷","mobile":"13800000000","phone":"","postCode":"322000","provinceText":"浙江省","cityText":"金华市","areaText":"义乌市","townText":"","address":"测试路1号"}'
const V4_CARGO = '[{"offerId":612345678901,"specId":"b266e0726506185beaf205cbae88530d","quantity":5}]'
const PUSH =
  '{"msgId":1000001,"gmtBorn":1760000000000,"userInfo":"b2b-000001","type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":3535260697417660107,"currentStatus":"waitsellersend","msgSendTime":"2026-10-10 12:00:00","buyerMemberId":"b2b-000001","sellerMemberId":"b2b-000002"}}'

const VECTORS: readonly { name: string; urlPath: string; params: Record<string, string>; secret: string; signature: string }[] = [
  {
    name: 'V1',
    urlPath: 'param2/1/system/currentTime/1000000',
    params: { b: '2', a: '1' },
    secret: 'test123',
    signature: '33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88',
  },
  {
    name: 'V2',
    urlPath: 'param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/1234567',
    params: { access_token: 'tok-abc', _aop_datatype: 'application/json', _aop_timestamp: '1700000000000', page: '1', pageSize: '20' },
    secret: 'secretXYZ',
    signature: 'D01C12C8FCD4B59367FFDD51E1DEC31C7C237A4C',
  },
  {
    name: 'V3',
    urlPath: 'param2/1/com.alibaba.fenxiao.crossborder/product.search.keywordQuery/1000000',
    params: { access_token: 'tok-0001', _aop_timestamp: '1760000000000', offerQueryParam: V3 },
    secret: 'test123',
    signature: 'EE5C65CAC7372E0AB3CFA96262B5445E60E794F6',
  },
  {
    name: 'V4',
    urlPath: 'param2/1/com.alibaba.trade/alibaba.trade.createCrossOrder/1000000',
    params: {
      access_token: 'tok-0001',
      _aop_timestamp: '1760000000000',
      flow: 'general',
      message: 'test',
      outOrderId: 'GW-0001',
      addressParam: V4_ADDRESS,
      cargoParamList: V4_CARGO,
    },
    secret: 'test123',
    signature: 'F94F67C7C17C1D954F53352CD0FE1C95EA5E9B7F',
  },
  {
    name: 'V5',
    urlPath: 'param2/1/x/y/1000000',
    params: { a: 'zz', ab: '1', access_token: 't' },
    secret: 'test123',
    signature: 'D410C1623A140B97763BF2595AE59E6A5A5F918C',
  },
  {
    name: 'push, one parameter',
    urlPath: '',
    params: { message: PUSH },
    secret: 'test123',
    signature: 'C059BC0A3765E1F457ECF178077879FC4227211A',
  },
  {
    name: 'push, several parameters',
    urlPath: '',
    params: { msgId: '1001', gmtBorn: '1700000000000', type: 'ORDER_CHANGED', userInfo: 'm1', data: '{"k":"v"}' },
    secret: 'secretXYZ',
    signature: '4B20205134EA09C4C8D29CCAC26F6C179EB72C8E',
  },
]

for (const vector of VECTORS) {
  t.test(`signs ${vector.name} as published`, async (t) => {
    t.equal(sign(vector.secret, vector.params, vector.urlPath), vector.signature)
    t.equal(sign(vector.secret, { ...vector.params, _aop_signature: 'left out' }, vector.urlPath), vector.signature)
  })
}

const denied = { appKey: '2000000', appSecret: 'other', accessToken: 'tok-2', refreshToken: 'ref-2', denied: ['product.image.upload'] }
const demo = { appKey: '1000000', appSecret: 'test123', accessToken: 'tok-0001', refreshToken: 'ref-0001' }

t.test('checks come in the order app key, signature, API, token, grant, arguments', async (t) => {
  const client = await MockClient.start({ apps: [demo, denied] })
  t.teardown(() => client.mock.close())
  const send = async (path: string, params: Record<string, string>, secret?: string): Promise<readonly [number, unknown]> => {
    const signed = secret ? { ...params, _aop_signature: signature(path, params, secret) } : params
    const response = await fetch(`${client.mock.url}/openapi/${path}`, { method: 'POST', body: new URLSearchParams(signed) })
    return [response.status, ((await response.json()) as { error_code?: string }).error_code]
  }
  const detail = 'param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1000000'
  t.strictSame(await send('param2/1/system/currentTime', {}), [400, 'gw.AppKeyMissing'])
  t.strictSame(await send('param2/1/system/currentTime/7777777', {}), [400, 'gw.AppKeyNotFound'])
  t.strictSame(await send(detail, {}), [400, 'gw.SignatureMissing'])
  t.strictSame(await send(detail, { _aop_signature: 'A'.repeat(40) }), [400, 'gw.SignatureInvalid'])
  t.strictSame(await send('param2/1/com.alibaba.trade/alibaba.trade.getLogisticsInfos.buyerView/1000000', {}, 'test123'), [
    400,
    'gw.APIUnsupported',
  ])
  t.strictSame(await send(detail, {}, 'test123'), [401, '401'])
  t.strictSame(await send(detail, { access_token: 'tok-2' }, 'test123'), [401, '401'])
  const upload = 'param2/1/com.alibaba.fenxiao.crossborder/product.image.upload/2000000'
  t.strictSame(await send(upload, {}, 'other'), [401, '401'])
  t.strictSame(await send(upload, { access_token: 'tok-2' }, 'other'), [400, 'gw.APIACLDecline'])
  t.strictSame(await send(detail, { access_token: 'tok-0001' }, 'test123'), [400, 'gw.ParamMissing'])
  t.strictSame(await send(detail, { access_token: 'tok-0001', webSite: '1688', orderId: '1' }, 'test123'), [200, undefined])
  t.strictSame(await send('soap/1/x/y/1000000', {}), [400, 'gw.APIUnsupported'])
})

t.test('the error body has its three keys', async (t) => {
  const client = await MockClient.start()
  t.teardown(() => client.mock.close())
  const { status, body } = await client.call('com.alibaba.trade', 'alibaba.trade.get.buyerView', {}, { token: null })
  t.equal(status, 401)
  t.strictSame(Object.keys(body).sort(), ['error_code', 'error_message', 'exception'])
  t.equal(body.error_message, 'Request need user authenticated')
})

t.test('GET answers as POST does, and lower-case hex is refused', async (t) => {
  const client = await MockClient.start()
  t.teardown(() => client.mock.close())
  const got = await client.call('system', 'currentTime', {}, { method: 'GET', token: null })
  t.match(got.text, /^"\d{17}\+0800"$/)
  const path = 'param2/1/system/currentTime/1000000'
  const lower = signature(path, {}).toLowerCase()
  t.equal((await fetch(`${client.mock.url}/openapi/${path}?_aop_signature=${lower}`)).status, 400)
})

t.test('unknown _aop_ parameters are tolerated and signed', async (t) => {
  const client = await MockClient.start()
  t.teardown(() => client.mock.close())
  const { status } = await client.call(
    'system',
    'currentTime',
    { _aop_datePattern: 'yyyyMMddHHmmssSSSZ', _aop_whatever: '汉字 &=+%' },
    { token: null },
  )
  t.equal(status, 200)
})

t.test('tokens', async (t) => {
  const client = await MockClient.start()
  t.teardown(() => client.mock.close())
  const token = async (protocol: string, params: Record<string, string>) => {
    const all = { client_id: '1000000', client_secret: 'test123', ...params }
    const response = await fetch(`${client.mock.url}/openapi/${protocol}/1/system.oauth2/getToken/1000000`, {
      method: 'POST',
      body: new URLSearchParams(all),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  await t.test('a code gives both tokens, with the life as text', async (t) => {
    const { body } = await token('http', {
      grant_type: 'authorization_code',
      code: 'code-1',
      need_refresh_token: 'true',
      redirect_uri: 'http://localhost',
    })
    t.equal(body.expires_in, '36000')
    t.type(body.refresh_token, 'string')
    t.match(body.refresh_token_timeout, /^\d{17}\+0800$/)
  })
  await t.test('a refresh token gives a token that works until it runs out', async (t) => {
    const { body } = await token('param2', { grant_type: 'refresh_token', refresh_token: 'ref-0001' })
    t.notOk('refresh_token' in body)
    client.token = String(body.access_token)
    t.equal((await client.trade('alibaba.trade.getBuyerOrderList')).status, 200)
    await client.control('/control/clock', { hours: 10.01 })
    t.equal((await client.trade('alibaba.trade.getBuyerOrderList')).status, 401)
  })
  await t.test('a wrong secret, code or refresh token is refused', async (t) => {
    t.equal((await token('http', { grant_type: 'refresh_token', refresh_token: 'nope' })).status, 401)
    t.equal((await token('http', { grant_type: 'authorization_code', code: 'nope' })).status, 401)
    t.equal((await token('http', { grant_type: 'refresh_token', refresh_token: 'ref-0001', client_secret: 'x' })).status, 401)
  })
  await t.test('a token expires on demand', async (t) => {
    client.token = 'tok-0001'
    t.equal((await client.control('/control/tokens/expire', { token: 'tok-0001' })).body.expired, 1)
    t.equal((await client.trade('alibaba.trade.getBuyerOrderList')).status, 401)
  })
})

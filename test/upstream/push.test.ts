import t from 'tap'
import { sign } from '../../src/upstream/sign.ts'
import { APP_SECRET, createGateway } from './gateway.ts'

const ID = '3535260697417660107'

const pushBody = (message: string, signature = sign(APP_SECRET, { message })): string =>
  new URLSearchParams({ message, _aop_signature: signature }).toString()

const message = (type: string, data: string): string =>
  `{"msgId":1000001,"gmtBorn":1760000000000,"userInfo":"b2b-000001","type":"${type}","data":${data}}`

const ORDER_PAY =
  '{"msgId":1000001,"gmtBorn":1760000000000,"userInfo":"b2b-000001","type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":3535260697417660107,"currentStatus":"waitsellersend","msgSendTime":"2026-10-10 12:00:00","buyerMemberId":"b2b-000001","sellerMemberId":"b2b-000002"}}'

t.test('a signed push becomes a hint, its ids without loss', async (t) => {
  const { upstream } = createGateway()
  for (const body of [pushBody(ORDER_PAY), Buffer.from(pushBody(ORDER_PAY, sign(APP_SECRET, { message: ORDER_PAY }).toLowerCase()))]) {
    t.strictSame(upstream.verifyPush(body), {
      kind: 'message',
      payload: ORDER_PAY,
      hint: {
        topic: 'ORDER_BUYER_VIEW_ORDER_PAY',
        messageId: '1000001',
        bornAt: new Date(1760000000000),
        memberId: 'b2b-000001',
        upstreamOrderId: ID,
        currentStatus: 'waitsellersend',
      },
    })
  }
})

t.test('every topic points at what must be read again', async (t) => {
  const { upstream } = createGateway()
  const topics: [string, string, object][] = [
    [
      'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES',
      `{"orderId":${ID},"refundId":"34931008034741532","refundAction":"SELLER_AGREE_REFUND","currentStatus":"refundsuccess","operator":"seller"}`,
      { upstreamOrderId: ID, upstreamRefundId: 'TQ34931008034741532', refundAction: 'SELLER_AGREE_REFUND', currentStatus: 'refundsuccess' },
    ],
    [
      'ORDER_BATCH_PAY',
      `{"batchPay":[{"orderId":"${ID}","status":"successed"},{"orderId":"12","status":"ACCOUNT_FROZEN"}]}`,
      { upstreamOrderId: ID, upstreamOrderIds: [ID, '12'] },
    ],
    [
      'LOGISTICS_BUYER_VIEW_TRACE',
      `{"OrderLogisticsTracingModel":{"logisticsId":"LP1","cpCode":"ZTO","mailNo":"753","statusChanged":"SIGN","orderLogsItems":[{"orderId":${ID},"orderEntryId":${ID}}]}}`,
      { upstreamOrderId: ID, logisticsId: 'LP1', waybillNo: '753', currentStatus: 'SIGN' },
    ],
    [
      'LOGISTICS_MAIL_NO_CHANGE',
      `{"MailNoChangeModel":{"logisticsId":"LP1","oldMailNo":"753","newMailNo":"754","orderLogsItems":[{"orderId":${ID}}]}}`,
      { upstreamOrderId: ID, waybillNo: '754', oldWaybillNo: '753' },
    ],
    [
      'PRODUCT_PRODUCT_INVENTORY_CHANGE',
      '{"OfferInventoryChangeList":[{"offerId":612345678901,"skuId":1,"quantity":-2}]}',
      { offerIds: ['612345678901'] },
    ],
    [
      'PRODUCT_RELATION_VIEW_PRODUCT_EXPIRE',
      '{"productIds":"612345678901,612345678902","status":"expired"}',
      { offerIds: ['612345678901', '612345678902'] },
    ],
    ['SOMETHING_NEW', '{"x":1}', { topic: 'SOMETHING_NEW', messageId: '1000001' }],
    ['SOMETHING_ODD', '"text"', { topic: 'SOMETHING_ODD', messageId: '1000001' }],
  ]
  for (const [topic, data, expected] of topics)
    t.match(upstream.verifyPush(pushBody(message(topic, data))), { kind: 'message', hint: expected }, topic)
})

t.test('a push is judged by its signature first', async (t) => {
  const { upstream } = createGateway()
  t.same(upstream.verifyPush(pushBody(ORDER_PAY, 'C059BC0A3765E1F457ECF178077879FC4227211B')), { kind: 'badSignature' })
  t.same(upstream.verifyPush(new URLSearchParams({ message: ORDER_PAY }).toString()), { kind: 'badSignature' })
  t.same(upstream.verifyPush(''), { kind: 'badSignature' })
  const reserialised = JSON.stringify(JSON.parse(ORDER_PAY))
  t.same(
    upstream.verifyPush(pushBody(reserialised, sign(APP_SECRET, { message: ORDER_PAY }))),
    { kind: 'badSignature' },
    'the raw text is signed',
  )
})

t.test('a signed push nobody can read is malformed, so that 1688 keeps it', async (t) => {
  const { upstream } = createGateway()
  for (const broken of ['', 'hello', '[]', '{"msgId":1}', '{"type":"X","data":{}}'])
    t.match(upstream.verifyPush(pushBody(broken)), { kind: 'malformed' }, broken)
  const other = new URLSearchParams({ a: '1', _aop_signature: sign(APP_SECRET, { a: '1' }) }).toString()
  t.match(upstream.verifyPush(other), { kind: 'malformed', reason: 'no message' })
})

t.test('undelivered messages are pulled without a token and confirmed by number', async (t) => {
  const { upstream, on, calls } = createGateway()
  const entries = `{"msgId":1000001,"type":"ORDER_BUYER_VIEW_ORDER_PAY","userInfo":"b2b-1","data":{"orderId":${ID}},"gmtBorn":1760000000000},
    {"msgId":1000002,"type":"ORDER_BUYER_VIEW_ORDER_PAY","userInfo":"b2b-1","data":"{\\"orderId\\":${ID}}","gmtBorn":1760000000000},
    {"msgId":1000003,"type":"BROKEN","data":"{","gmtBorn":null}, {"msgId":null}`
  on('push.query.messageList', `{"pushMessagePage":{"datas":[${entries}],"totalCount":4}}`, '{"pushMessagePage":null}')
  on('push.message.confirm', '{"isSuccess":true}', '{"isSuccess":false}')
  const window = { from: new Date('2026-10-10T00:00:00Z'), to: new Date('2026-10-10T08:00:00Z') }
  const page = await upstream.listUndeliveredPushes(window, 1)
  t.equal(page.total, 4)
  t.strictSame(
    page.messages.map(({ hint }) => [hint.messageId, hint.upstreamOrderId]),
    [
      ['1000001', ID],
      ['1000002', ID],
      ['1000003', undefined],
    ],
  )
  t.match(page.messages[0]?.payload, ID)
  t.notOk('access_token' in (calls[0]?.form ?? {}))
  t.strictSame((await upstream.listUndeliveredPushes(window, 2)).messages, [])
  await upstream.confirmPushes(['1000001', '1000002'])
  t.equal(calls.at(-1)?.form.msgIdList, '[1000001,1000002]')
  await upstream.confirmPushes([])
  await t.rejects(upstream.confirmPushes(['1']), { code: 'push.notConfirmed' })
})

t.test("1688's clock", async (t) => {
  const { upstream, on, calls } = createGateway()
  on('currentTime', '"20261010164552223+0800"', '{"x":1}')
  t.same(await upstream.serverTime(), new Date('2026-10-10T08:45:52.223Z'))
  t.equal(calls[0]?.path, '/openapi/param2/1/system/currentTime/1000000')
  await t.rejects(upstream.serverTime(), { code: 'wire.unexpectedShape' })
})

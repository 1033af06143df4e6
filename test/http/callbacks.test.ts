import t from 'tap'
import { openPartnerServer } from './partner-api/partner-server.ts'

const MESSAGE =
  '{"msgId":1000001,"gmtBorn":1760000000000,"userInfo":"b2b-000001","type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":3535260697417660107,"currentStatus":"waitsellersend","msgSendTime":"2026-10-10 12:00:00","buyerMemberId":"b2b-000001","sellerMemberId":"b2b-000002"}}'
const SIGNATURE = 'C059BC0A3765E1F457ECF178077879FC4227211A'
const form = (message: string, signature: string) => new URLSearchParams({ message, _aop_signature: signature }).toString()

const server = await openPartnerServer(t)
const push = (payload: string, type = 'application/x-www-form-urlencoded; charset=UTF-8') =>
  server.app.inject({ method: 'POST', url: '/callbacks/1688/messages', payload, headers: { 'content-type': type } })
const stored = () => server.store.db.selectFrom('inbox').selectAll().execute()

t.test('a signed message is kept as it came, once, with one job, and answered at once', async (t) => {
  for (let n = 0; n < 3; n++) t.equal((await push(form(MESSAGE, SIGNATURE))).statusCode, 204)
  const rows = await stored()
  t.equal(rows.length, 1)
  t.match(rows[0], { messageId: '1000001', topic: 'ORDER_BUYER_VIEW_ORDER_PAY', body: MESSAGE, livemode: false })
  const jobs = await server.store.db.selectFrom('outbox').selectAll().execute()
  t.equal(jobs.length, 1)
})

t.test('401: a message nobody signed, or somebody changed', async (t) => {
  for (const payload of [form(MESSAGE, '0'.repeat(40)), form(MESSAGE.replace('waitsellersend', 'success'), SIGNATURE), '', 'message={}']) {
    const answer = await push(payload)
    t.equal(answer.statusCode, 401)
    t.equal(answer.json().code, 'callback.signature_invalid')
  }
  t.equal((await stored()).length, 1)
})

t.test('415 and 405: another form, another method', async (t) => {
  t.equal((await push('{}', 'application/json')).statusCode, 415)
  t.equal((await server.app.inject({ url: '/callbacks/1688/messages' })).statusCode, 405)
})

import { createHmac } from 'node:crypto'
import t from 'tap'
import { aTopUpRow } from '../store/ledger-rows.ts'
import { openPartnerServer } from './partner-api/partner-server.ts'

const server = await openPartnerServer(t)
const owner = await server.newPartner()
const topUp = aTopUpRow(owner.tenant)
await server.store.unitOfWork.run((tx) => tx.topUps.insert(topUp))
const body = JSON.stringify({ messageId: 'cb_1', event: 'payment.updated', data: { merchantOrderNo: topUp.reference, status: 'SUCCESS' } })
const TIME = '1760000000000'
const signed = (text: string) => createHmac('sha256', 'shh').update(`${TIME}.${text}`).digest('hex')
const push = (payload: string, sign = signed(payload), type = 'application/json') =>
  server.app.inject({
    method: 'POST',
    url: '/callbacks/payments/messages',
    payload,
    headers: { 'content-type': type, 'x-timestamp': TIME, 'x-sign': sign },
  })
const stored = () => server.store.db.selectFrom('paymentMessage').selectAll().execute()

t.test('a signed callback is kept as it came, once, with one job, and answered at once', async (t) => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => push(body)))
  t.strictSame([...new Set(answers.map(({ statusCode }) => statusCode))], [204])
  t.match(await stored(), [{ messageId: 'cb_1', reference: topUp.reference, body, livemode: false, handledAt: null }])
  t.equal((await stored()).length, 1)
  t.match(await server.store.db.selectFrom('outbox').select('name').execute(), [{ name: 'handle-payment-message' }])
})

t.test('401: a callback nobody signed, or somebody changed by a byte', async (t) => {
  for (const answer of [await push(body, '0'.repeat(64)), await push(`${body} `, signed(body)), await push(body, '')]) {
    t.equal(answer.statusCode, 401)
    t.equal(answer.json().code, 'callback.signature_invalid')
  }
  t.equal((await stored()).length, 1)
})

t.test('400: signed, but nothing we understand; 415: another form', async (t) => {
  t.equal((await push('{"messageId":"cb_2"}')).statusCode, 400)
  t.equal((await push('no json')).statusCode, 400)
  t.equal((await push(body, signed(body), 'text/plain')).statusCode, 415)
  t.equal((await stored()).length, 1)
})

import t from 'tap'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const owner = await server.newPartner()
const usd = (amount: number) => ({ amount, currency: 'USD' })

t.test('201: announced with the address of the top-up; the job that opens it is asked for', async (t) => {
  const answer = await owner.post('/v1/top-ups', { amount: usd(5_000), method: 'provider', externalRef: 'T-1' })
  t.equal(answer.statusCode, 201)
  const topUp = answer.json()
  t.equal(answer.headers.location, `/v1/top-ups/${topUp.id}`)
  t.match(topUp, { status: 'CREATED', amount: usd(5_000), received: null, payUrl: null, reference: /^XY[0-9A-Z]{12}$/ })
  const jobs = await server.store.db.selectFrom('outbox').select(['name', 'payload']).execute()
  t.strictSame(jobs, [{ name: 'open-top-up', payload: { id: topUp.id } }])
  t.strictSame((await owner.get(`/v1/top-ups/${topUp.id}`)).json(), topUp)
})

t.test('201: a bank transfer says where to send it and what to write on it', async (t) => {
  const answer = await owner.post('/v1/top-ups', { amount: { amount: 900_000, currency: 'JPY' }, method: 'bankTransfer' })
  t.match(answer.json(), { status: 'AWAITING_PAYMENT', bankInstructions: 'Bank, account 1', amount: { amount: 900_000, currency: 'JPY' } })
})

t.test('the same key makes one top-up', async (t) => {
  const headers = { 'idempotency-key': 'top-up-once-0001' }
  const body = { amount: usd(100), method: 'bankTransfer' }
  const answers = await Promise.all(Array.from({ length: 4 }, () => owner.post('/v1/top-ups', body, headers)))
  t.equal(new Set(answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json().id)).size, 1)
  t.equal((await owner.get('/v1/top-ups?currency=USD&status=AWAITING_PAYMENT')).json().data.length, 1)
})

t.test('409: the reference is taken; it names the top-up that has it', async (t) => {
  const answer = await owner.post('/v1/top-ups', { amount: usd(5_000), method: 'provider', externalRef: 'T-1' })
  t.match(answer.json(), { status: 409, code: 'resource.already_exists', existingId: /^top_/ })
})

t.test('422: no money, half money, money we do not settle in', async (t) => {
  for (const amount of [usd(0), usd(1.5), usd(-5), { amount: 1, currency: 'XXX' }]) {
    t.equal((await owner.post('/v1/top-ups', { amount, method: 'provider' })).statusCode, 422)
  }
  const answer = await owner.post('/v1/top-ups', { amount: { amount: 100, currency: 'BHD' }, method: 'provider' })
  t.match(answer.json(), { status: 422, code: 'top_up.currency_not_supported' })
})

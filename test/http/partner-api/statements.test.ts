import t from 'tap'
import { aTopUp } from '../../store/ledger-rows.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const owner = await server.newPartner()
await server.store.unitOfWork.run((tx) => tx.ledger.post(aTopUp(owner.tenant, 5_000n)))

t.test('200: the running month as JSON', async (t) => {
  const { statusCode, body } = await owner.get('/v1/statements/2026-11')
  t.equal(statusCode, 200)
  t.match(JSON.parse(body), {
    status: 'open',
    startsAt: '2026-10-31T16:00:00.000Z',
    accounts: [{ account: 'available', opening: { amount: 0 }, credited: { amount: 5_000 }, closing: { amount: 5_000, currency: 'USD' } }],
    entries: [{ template: 'topUp', source: { type: 'topUp' } }],
  })
  t.match((await owner.get('/v1/statements')).json().data, [{ month: '2026-11', status: 'open' }])
})

t.test('200: the same as a table, by parameter or by Accept', async (t) => {
  for (const answer of [
    await owner.get('/v1/statements/2026-11?format=csv'),
    await owner.get('/v1/statements/2026-11', { accept: 'text/csv' }),
  ]) {
    t.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
    t.match(answer.headers['content-disposition'], /statement-2026-11\.csv/)
    t.equal(answer.body.trim().split('\r\n').length, 4)
  }
})

t.test('a stranger sees nothing; 409: a month that has not begun; 404: no month', async (t) => {
  const stranger = await server.newPartner()
  t.match((await stranger.get('/v1/statements/2026-11')).json(), { accounts: [], entries: [], entryCount: 0 })
  t.equal((await owner.get('/v1/statements/2026-12')).json().code, 'statement.not_ready')
  t.equal((await owner.get('/v1/statements/2026-13')).statusCode, 404)
})

import t from 'tap'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const { tenant } = await server.newPartner()
const { tenant: other } = await server.newPartner()
const change = (set: { storefrontTemplate: string } | { status: 'SUSPENDED' }) =>
  server.store.db.updateTable('partner').set(set).where('id', '=', tenant.partnerId).execute()
const go = (path: string) => server.app.inject({ url: `/go/${path}` })
await change({ storefrontTemplate: 'https://shop.example/p/{productId}' })

t.test("a shopper lands in the partner's shop, without a key", async (t) => {
  const answer = await go(`prd_612345678901?partner=${tenant.partnerId}`)
  t.equal(answer.statusCode, 302)
  t.match(answer.headers, { location: 'https://shop.example/p/prd_612345678901', 'cache-control': 'no-store' })
})

t.test('404 in every other case, and never to where the caller says', async (t) => {
  const cases = [
    'prd_612345678901',
    'prd_612345678901?partner=',
    'prd_612345678901?partner=par_nobody',
    `prd_612345678901?partner=${other.partnerId}`,
    `prd_612345678901?partner=${tenant.partnerId}&partner=${tenant.partnerId}`,
    `612345678901?partner=${tenant.partnerId}`,
    `prd_x?partner=${tenant.partnerId}`,
    `https%3A%2F%2Fevil.com?partner=${tenant.partnerId}`,
  ]
  for (const path of cases) {
    const answer = await go(path)
    t.match(answer.json(), { status: 404, code: 'resource.not_found' }, path)
    t.equal(answer.headers.location, undefined, path)
  }
})

t.test('a template that leads elsewhere is not even stored', async (t) => {
  for (const storefrontTemplate of ['http://evil.com/{productId}', 'https://shop.example/', 'http://localhost.evil.com/{offerId}']) {
    await t.rejects(change({ storefrontTemplate }), { code: '23514' }, storefrontTemplate)
  }
})

t.test('a suspended partner gets no shoppers', async (t) => {
  await change({ status: 'SUSPENDED' })
  t.equal((await go(`prd_612345678901?partner=${tenant.partnerId}`)).statusCode, 404)
})

t.test('429 after 120 of one address in a minute; other addresses go on', async (t) => {
  const from = (remoteAddress: string) => server.app.inject({ url: `/go/prd_612345678901?partner=${tenant.partnerId}`, remoteAddress })
  let refused = 0
  for (let n = 0; n < 125; n++) if ((await from('198.51.100.7')).statusCode === 429) refused += 1
  t.equal(refused, 5)
  const last = await from('198.51.100.7')
  t.match(last.json(), { code: 'rate.limited', policy: ['address'] })
  t.equal(last.headers['retry-after'], '1')
  t.not((await from('198.51.100.8')).statusCode, 429)
})

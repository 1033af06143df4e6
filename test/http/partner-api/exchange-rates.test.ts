import t from 'tap'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)

t.test('200 every currency with the margin of the partner, decimals as text', async (t) => {
  const { get } = await server.newPartner()
  const answer = await get('/v1/exchange-rates')
  t.equal(answer.statusCode, 200)
  const { data } = answer.json<{ data: { quote: string; [field: string]: unknown }[] }>()
  t.match(
    data.find(({ quote }) => quote === 'USD'),
    {
      base: 'CNY',
      referenceRate: '0.1404',
      marginBps: 150,
      marginRuleVersion: 'default',
      rate: '0.142506',
      validUntil: null,
      isQuotable: true,
    },
  )
  t.match(
    data.find(({ quote }) => quote === 'CNY'),
    { rate: '1', marginBps: 0 },
  )
})

t.test('200 in live mode says until when, and which rate is too old to quote by', async (t) => {
  const { get } = await server.newPartner({ livemode: true })
  const { data } = (await get('/v1/exchange-rates')).json<{ data: { quote: string; [field: string]: unknown }[] }>()
  t.match(
    data.find(({ quote }) => quote === 'USD'),
    { effectiveFrom: '2026-01-01T00:00:00.000Z', validUntil: '2026-01-08T00:00:00.000Z', isQuotable: false },
  )
  t.match(
    data.find(({ quote }) => quote === 'CNY'),
    { validUntil: null, isQuotable: true },
  )
})

t.test('403 without the scope of the wallet', async (t) => {
  const { get } = await server.newPartner({ scopes: ['orders:read'] })
  t.equal((await get('/v1/exchange-rates')).statusCode, 403)
})

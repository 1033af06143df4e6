import t from 'tap'
import { type Finding, inWords, probeUpstream } from '../../scripts/check-1688/probe-upstream.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createMockWorld } from './mock-world.ts'

t.test('the check of the configured account', async (t) => {
  const world = await createMockWorld({ limits: { readRetries: 0 } })
  t.teardown(() => world.close())
  const check = async (offerId?: string): Promise<Finding[]> => {
    const findings: Finding[] = []
    for await (const finding of probeUpstream(world.upstream, { clock: systemClock, offerId })) findings.push(finding)
    return findings
  }

  t.test('an account that works passes every probe', async (t) => {
    const findings = await check()
    t.ok(
      findings.every(({ isFine }) => isFine),
      JSON.stringify(findings),
    )
    t.strictSame(
      findings.map(({ probe }) => probe),
      ['address, app key, secret', 'authorization', 'reading a product', 'our orders', 'auto-debit', 'messages'],
    )
  })
  t.test('the first thing wrong is said in words, and nothing after it is asked', async (t) => {
    await world.fault({ api: 'system/currentTime', kind: 'gateway', code: 'gw.SignatureInvalid', times: null })
    await world.fault({ api: 'currentTime', kind: 'gateway', code: 'gw.SignatureInvalid', times: null })
    t.match(await check(), [{ isFine: false, text: /the secret does not belong to the app key/ }])
    await world.control('/faults', {}, 'DELETE')
    await world.fault({ api: 'alibaba.trade.getBuyerOrderList', kind: 'gateway', code: 'gw.APIACLDecline' })
    t.match((await check()).at(-1), { probe: 'our orders', isFine: false, text: /not granted this API/ })
  })
  t.test('an account that cannot pay by itself', async (t) => {
    await world.settings({ debitChannels: [] })
    t.match((await check()).at(-1), { probe: 'auto-debit', isFine: false, text: /never paid.*protocolPay\/sign/ })
    await world.settings({ debitChannels: ['ALIPAY'] })
  })
  t.test('a product that is not there', async (t) => {
    t.match((await check('1')).at(-1), { probe: 'reading a product', isFine: false, text: /no product 1/ })
  })
  t.test('a code nobody has words for is shown as it is', async (t) => {
    t.match(inWords('x', new UpstreamError('permanent', 'gw.Odd')), { isFine: false, text: /^gw\.Odd: / })
    t.throws(() => inWords('x', new Error('a bug')), { message: 'a bug' })
  })
})

import t from 'tap'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import { businessFailure, failureRules, isOutage, isRateLimit, unknownCauseOf, upstreamFailure } from '../../src/upstream/errors.ts'
import { createGateway } from './gateway.ts'

const TIME = 'currentTime'
const CANCEL = 'alibaba.trade.cancel'
const gatewayBody = (code: string): string => `{"error_code":"${code}","error_message":"text","exception":"text"}`

const classes: [code: string, outcome: string][] = [
  ['401', 'permanent'],
  ['gw.SignatureInvalid', 'permanent'],
  ['gw.SignatureMissing', 'permanent'],
  ['gw.AppKeyMissing', 'permanent'],
  ['gw.AppKeyNotFound', 'permanent'],
  ['gw.APIUnsupported', 'permanent'],
  ['gw.APIACLDecline', 'permanent'],
  ['gw.ParamMissing', 'permanent'],
  ['gw.QosAppFrequencyLimit', 'retryable'],
  ['gw.QosAPIFrequencyLimit', 'retryable'],
  ['gw.QosRequestLimit', 'retryable'],
  ['gw.NoUsageLeftError', 'retryable'],
  ['client.busy', 'retryable'],
  ['client.circuitOpen', 'retryable'],
  ['client.lookupIncomplete', 'retryable'],
  ['client.notConnected', 'retryable'],
  ['client.noToken', 'permanent'],
  ['client.tokenRenewed', 'retryable'],
  ['client.tokenBusy', 'retryable'],
  ['client.tokenNotRenewed', 'retryable'],
  ['client.authorizationLost', 'retryable'],
  ['client.codeRefused', 'permanent'],
  ['client.timeout', 'unknownOutcome'],
  ['client.connectionLost', 'unknownOutcome'],
  ['client.garbledAnswer', 'unknownOutcome'],
  ['http.4xx', 'unknownOutcome'],
  ['http.5xx', 'unknownOutcome'],
  ['wire.unexpectedShape', 'permanent'],
]

t.test('every failure has its class, by code alone', async (t) => {
  t.strictSame(Object.keys(failureRules).sort(), classes.map(([code]) => code).sort(), 'the table is covered')
  for (const [code, outcome] of classes) t.equal(upstreamFailure(code).outcome, outcome, code)
})

t.test('a code nobody has seen may have happened', async (t) => {
  t.equal(upstreamFailure('gw.Unheard').outcome, 'unknownOutcome')
  t.equal(unknownCauseOf('gw.Unheard'), 'serverError')
})

t.test('only outages open the circuit', async (t) => {
  t.ok(['client.timeout', 'client.connectionLost', 'http.5xx', 'client.notConnected'].every((code) => isOutage(upstreamFailure(code))))
  t.notOk(['401', 'gw.QosRequestLimit', 'client.busy', 'gw.ParamMissing'].some((code) => isOutage(upstreamFailure(code))))
  t.notOk(isOutage(new Error('x')))
  t.ok(isRateLimit('gw.QosAppFrequencyLimit'))
})

t.test('business refusals of reads: the server may be asked again, the caller not', async (t) => {
  t.equal(businessFailure('4000', null).outcome, 'retryable')
  t.equal(businessFailure('5001', 'x').outcome, 'permanent')
})

t.test('a gateway error is told by its body, whatever the HTTP status (spec 1.6)', async (t) => {
  for (const status of [200, 400, 403]) {
    const { upstream, on, calls } = createGateway()
    on(TIME, { status, body: gatewayBody('gw.APIACLDecline') })
    await t.rejects(upstream.serverTime(), { code: 'gw.APIACLDecline', outcome: 'permanent' })
    t.equal(calls.length, 1, 'permanent: asked once')
  }
})

t.test('reads are repeated where that may help, then fail as retryable', async (t) => {
  const failing: [Parameters<ReturnType<typeof createGateway>['on']>[1], string][] = [
    [{ status: 502, body: '<html>bad gateway</html>' }, 'http.5xx'],
    [{ status: 503, body: '{}' }, 'http.5xx'],
    [{ status: 200, body: '<html>maintenance</html>' }, 'client.garbledAnswer'],
    [{ status: 404, body: 'nothing here' }, 'http.4xx'],
    [{ status: 400, body: gatewayBody('gw.Unheard') }, 'gw.Unheard'],
    [{ error: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }, 'client.connectionLost'],
    [{ error: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }, 'client.notConnected'],
  ]
  for (const [reply, code] of failing) {
    const { upstream, on, sleeps } = createGateway()
    on(TIME, reply)
    const failure = await upstream.serverTime().catch((error: unknown) => error)
    t.ok(failure instanceof UpstreamError)
    t.match(failure, { code, outcome: 'retryable' })
    t.equal(sleeps.length, 2, `${code}: two repeats`)
    t.ok((sleeps[1] ?? 0) > (sleeps[0] ?? 0), 'each wait is longer')
  }
})

t.test('a read that mends is answered', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(TIME, { status: 502, body: 'x' }, '"20261010164552223+0800"')
  t.type(await upstream.serverTime(), Date)
  t.equal(calls.length, 2)
})

t.test('a used-up quota is not hammered', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(TIME, { status: 400, body: gatewayBody('gw.NoUsageLeftError') })
  await t.rejects(upstream.serverTime(), { code: 'gw.NoUsageLeftError', outcome: 'retryable', retryAfterMs: 300_000 })
  t.equal(calls.length, 1)
})

t.test('effects are attempted once; what may have happened is unknown, what cannot have happened is thrown', async (t) => {
  const unknown: [Parameters<ReturnType<typeof createGateway>['on']>[1], string][] = [
    [{ status: 502, body: '<html></html>' }, 'serverError'],
    [{ status: 200, body: 'garbage' }, 'garbledAnswer'],
    [{ status: 404, body: 'gone' }, 'garbledAnswer'],
    [{ status: 400, body: gatewayBody('gw.Unheard') }, 'serverError'],
    [{ error: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) }, 'connectionLost'],
    [{ error: Object.assign(new Error('slow'), { code: 'UND_ERR_HEADERS_TIMEOUT' }) }, 'timeout'],
  ]
  for (const [reply, cause] of unknown) {
    const { upstream, on, sleeps } = createGateway()
    on(CANCEL, reply)
    t.match(await upstream.cancelOrder('1', 'other'), { kind: 'unknown', cause, seen: String }, cause)
    t.equal(sleeps.length, 0, 'never repeated')
  }
  const certain: [Parameters<ReturnType<typeof createGateway>['on']>[1], object][] = [
    [{ error: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }, { code: 'client.notConnected', outcome: 'retryable' }],
    [{ error: Object.assign(new Error('slow'), { code: 'UND_ERR_CONNECT_TIMEOUT' }) }, { code: 'client.notConnected' }],
    [
      { status: 400, body: gatewayBody('gw.QosRequestLimit') },
      { outcome: 'retryable', retryAfterMs: 10_000 },
    ],
    [{ status: 400, body: gatewayBody('gw.SignatureInvalid') }, { outcome: 'permanent' }],
  ]
  for (const [reply, expected] of certain) {
    const { upstream, on } = createGateway()
    on(CANCEL, reply)
    t.match(await upstream.cancelOrder('1', 'other').catch((error: unknown) => error), expected)
  }
})

t.test('what is kept of an answer names no phone number', async (t) => {
  const { upstream, on } = createGateway()
  on(CANCEL, { status: 500, body: `receiver 13800000000 order 3535260697417660107 ${'x'.repeat(900)}` })
  const outcome = await upstream.cancelOrder('1', 'other')
  t.match(outcome, { kind: 'unknown', seen: /\[phone\] order 3535260697417660107/ })
  t.ok('seen' in outcome && outcome.seen.length < 400)
})

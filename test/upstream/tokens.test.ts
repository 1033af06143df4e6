import t from 'tap'
import { createGateway, usualTokens } from './gateway.ts'

const CATEGORY = 'category.translation.getById'
const REFUSED = { status: 401, body: '{"error_code":"401","error_message":"Request need user authorized","exception":""}' }
const FOUND = '{"result":{"success":true,"result":{"categoryId":1}}}'
const RENEWED = '{"access_token":"tok-0002","expires_in":"36000"}'
const NOT_GRANTED = { status: 400, body: '{"error":"invalid_grant"}' }

t.test('a refused token is refreshed once, however many calls meet the 401', async (t) => {
  const { upstream, on, calls, callsOf, tokens } = createGateway()
  on('getToken', RENEWED)
  on(CATEGORY, ...Array.from({ length: 5 }, () => REFUSED), FOUND)
  await Promise.all(Array.from({ length: 5 }, () => upstream.getCategory('1', 'en')))
  t.equal(callsOf('getToken').length, 1)
  t.match(callsOf('getToken')[0], {
    path: '/openapi/http/1/system.oauth2/getToken/1000000',
    form: { grant_type: 'refresh_token', refresh_token: 'ref-0001', client_id: '1000000', client_secret: 'test123' },
  })
  t.notOk('_aop_signature' in (callsOf('getToken')[0]?.form ?? {}), 'not signed')
  t.match(tokens.saved, [{ accessToken: 'tok-0002', refreshToken: 'ref-0001', expiresAt: new Date('2026-10-10T18:00:00Z'), failure: null }])
  t.equal(calls.at(-1)?.form.access_token, 'tok-0002')
})

t.test('refused right after it was renewed: no second refresh, and from then on nothing is sent', async (t) => {
  const { upstream, on, callsOf } = createGateway()
  on('getToken', '{"access_token":"tok-0002","expires_in":36000,"refresh_token":"ref-0002"}')
  on(CATEGORY, { status: 401, body: '{"error_code":401,"error_message":"x"}' })
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.authorizationLost', outcome: 'retryable' })
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.authorizationLost' })
  t.equal(callsOf(CATEGORY).length, 2)
  t.equal(callsOf('getToken').length, 1)
})

t.test('another process refreshed already, so its token is taken', async (t) => {
  const { upstream, on, calls, callsOf, tokens } = createGateway()
  on(CATEGORY, REFUSED, FOUND)
  const asked = upstream.getCategory('1', 'en')
  tokens.put({ ...usualTokens(), accessToken: 'tok-from-elsewhere' })
  await asked
  t.equal(callsOf('getToken').length, 0)
  t.equal(calls.at(-1)?.form.access_token, 'tok-from-elsewhere')
})

t.test('another process is refreshing: it is waited for, not raced', async (t) => {
  const finish = async (times: number): Promise<void> => {
    if (times === 3) await other.release(claimed && { ...claimed, accessToken: 'tok-from-elsewhere' })
  }
  const { upstream, on, callsOf, sleeps, tokens } = createGateway({ onSleep: finish })
  const other = tokens.connect()
  const claimed = await other.claim()
  on(CATEGORY, REFUSED, FOUND)
  t.match(await upstream.getCategory('1', 'en'), { categoryId: '1' })
  t.equal(sleeps.length, 3)
  t.equal(callsOf('getToken').length, 0)
})

t.test('the process that was refreshing has died: its right ends and the next one refreshes', async (t) => {
  const { upstream, on, callsOf, tokens, clock } = createGateway()
  await tokens.connect().claim()
  on(CATEGORY, REFUSED, FOUND)
  on('getToken', RENEWED)
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.tokenBusy', outcome: 'retryable' })
  clock.advance(31_000)
  t.match(await upstream.getCategory('1', 'en'), { categoryId: '1' })
  t.equal(callsOf('getToken').length, 1)
})

t.test('one about to expire is refreshed before it is used', async (t) => {
  const { upstream, on, calls, clock } = createGateway()
  on('getToken', RENEWED)
  on(CATEGORY, FOUND)
  clock.set(new Date('2026-10-11T07:59:30Z'))
  await Promise.all([upstream.getCategory('1', 'en'), upstream.getCategory('2', 'en')])
  t.strictSame(
    calls.map((call) => call.form.access_token ?? call.api),
    ['getToken', 'tok-0002', 'tok-0002'],
  )
})

t.test('nobody answers the refresh: the last minute of the old token is used, then growing waits without a call', async (t) => {
  const { upstream, on, callsOf, clock } = createGateway()
  on('getToken', { status: 502, body: 'bad gateway' })
  on(CATEGORY, FOUND)
  await upstream.getCategory('1', 'en')
  clock.set(new Date('2026-10-11T07:59:30Z'))
  t.match(await upstream.getCategory('1', 'en'), { categoryId: '1' }, 'still good')
  clock.set(new Date('2026-10-11T08:00:01Z'))
  const asked = callsOf('getToken').length
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.tokenNotRenewed', outcome: 'retryable' })
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.tokenNotRenewed' })
  t.equal(callsOf('getToken').length, asked + 1, 'one more after the wait, none before')
  t.match(await upstream.authorization(), { state: 'failing', code: 'http.5xx' })
})

t.test('the refresh is refused: told once, nothing is sent for a quarter of an hour, then one look', async (t) => {
  const { upstream, on, callsOf, clock } = createGateway()
  on(CATEGORY, REFUSED)
  on('getToken', NOT_GRANTED)
  for (let call = 0; call < 20; call += 1) await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.authorizationLost' })
  t.equal(callsOf(CATEGORY).length, 1)
  t.equal(callsOf('getToken').length, 1)
  t.match(await upstream.authorization(), { state: 'lost', code: 'invalid_grant', since: new Date('2026-10-10T08:00:00Z') })
  clock.advance(15 * 60_000)
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.authorizationLost', retryAfterMs: 60_000 })
  t.equal(callsOf('getToken').length, 2)
})

t.test('a person authorizes anew: the next call goes out with the new token, no restart', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(CATEGORY, REFUSED, FOUND)
  on(
    'getToken',
    NOT_GRANTED,
    '{"access_token":"tok-new","refresh_token":"ref-new","expires_in":"36000","refresh_token_timeout":"20270410080000000+0800"}',
  )
  await t.rejects(upstream.getCategory('1', 'en'), { code: 'client.authorizationLost' })
  t.match(await upstream.authorize('code-1', 'https://gateway.example/1688'), {
    state: 'good',
    refreshExpiresAt: new Date('2027-04-10T00:00:00Z'),
  })
  t.match(calls.at(-1)?.form, { grant_type: 'authorization_code', code: 'code-1', need_refresh_token: 'true' })
  await upstream.getCategory('1', 'en')
  t.equal(calls.at(-1)?.form.access_token, 'tok-new')
})

t.test('a code that is refused says so and changes nothing', async (t) => {
  const { upstream, on, tokens } = createGateway()
  on('getToken', NOT_GRANTED)
  await t.rejects(upstream.authorize('old', 'https://gateway.example/1688'), { code: 'client.codeRefused', outcome: 'permanent' })
  t.strictSame(tokens.saved, [])
})

t.test('the kept tokens have died: the configured ones are tried before anybody is told', async (t) => {
  const { upstream, on, calls, callsOf } = createGateway({ seed: { ...usualTokens(), accessToken: 'seed', refreshToken: 'ref-seed' } })
  on(CATEGORY, REFUSED, FOUND)
  on('getToken', NOT_GRANTED, RENEWED)
  t.match(await upstream.getCategory('1', 'en'), { categoryId: '1' })
  t.strictSame(
    callsOf('getToken').map((call) => call.form.refresh_token),
    ['ref-0001', 'ref-seed'],
  )
  t.equal(calls.at(-1)?.form.access_token, 'tok-0002')
})

t.test('none, or none that can be renewed', async (t) => {
  const none = createGateway({ tokens: null })
  await t.rejects(none.upstream.getCategory('1', 'en'), { code: 'client.noToken', outcome: 'permanent' })
  t.match(await none.upstream.authorization(), { state: 'none' })
  const fixed = createGateway({ tokens: { accessToken: 'tok', refreshToken: null, expiresAt: null, refreshExpiresAt: null } })
  fixed.on(CATEGORY, REFUSED)
  await t.rejects(fixed.upstream.getCategory('1', 'en'), { code: 'client.authorizationLost', outcome: 'retryable' })
  t.match(await fixed.upstream.authorization(), { state: 'lost', code: 'client.notRenewable' })
})

t.test('an effect that met a dead token is not repeated here, but may be at once', async (t) => {
  const { upstream, on, callsOf } = createGateway()
  on('getToken', RENEWED)
  on('alibaba.trade.cancel', REFUSED, '{"success":true}')
  await t.rejects(upstream.cancelOrder('1', 'other'), { code: 'client.tokenRenewed', outcome: 'retryable', retryAfterMs: 0 })
  t.equal(callsOf('alibaba.trade.cancel').length, 1)
  t.same(await upstream.cancelOrder('1', 'other'), { kind: 'accepted' })
})

t.test('the life of the refresh token is lengthened in its last month, once a day until it worked', async (t) => {
  const end = (text: string) => ({ ...usualTokens(), refreshExpiresAt: new Date(text) })
  const { upstream, on, callsOf, tokens, clock } = createGateway({ tokens: end('2027-01-01T00:00:00Z') })
  on(
    'postponeToken',
    { status: 500, body: 'x' },
    '{"access_token":"tok-0002","refresh_token":"ref-0002","expires_in":"36000","refresh_token_timeout":"20270601000000000+0800"}',
  )
  await upstream.keepAuthorized()
  t.equal(callsOf('postponeToken').length, 0, 'too early')
  clock.set(new Date('2026-12-05T00:00:00Z'))
  await upstream.keepAuthorized()
  await upstream.keepAuthorized()
  t.equal(callsOf('postponeToken').length, 1, 'refused: not again today')
  t.match(tokens.kept(), { refreshToken: 'ref-0001', failure: null })
  clock.advance(86_400_000)
  await upstream.keepAuthorized()
  t.match(tokens.kept(), { accessToken: 'tok-0002', refreshToken: 'ref-0002', refreshExpiresAt: new Date('2027-05-31T16:00:00Z') })
  t.match(callsOf('postponeToken')[1]?.form, { refresh_token: 'ref-0001', access_token: 'tok-0001' })
  clock.advance(86_400_000)
  await upstream.keepAuthorized()
  t.equal(callsOf('postponeToken').length, 2, 'now it lives long enough')
})

t.test('a longer life of the refresh token makes no fresh access token: a refusal right after it is answered by a refresh', async (t) => {
  const { upstream, on, calls, callsOf } = createGateway({
    tokens: { ...usualTokens(), refreshExpiresAt: new Date('2026-10-20T00:00:00Z') },
  })
  on('postponeToken', '{"access_token":"tok-0001","expires_in":"36000","refresh_token_timeout":"20270601000000000+0800"}')
  on(CATEGORY, REFUSED, FOUND)
  on('getToken', RENEWED)
  await upstream.keepAuthorized()
  t.equal(callsOf('postponeToken').length, 1)
  t.match(await upstream.getCategory('1', 'en'), { categoryId: '1' })
  t.equal(callsOf('getToken').length, 1)
  t.equal(calls.at(-1)?.form.access_token, 'tok-0002')
})

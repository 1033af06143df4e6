import t from 'tap'
import { buildSampleServer } from './support/sample-server.ts'

t.test('live needs nothing, ready needs its parts', async (t) => {
  const server = await buildSampleServer()
  t.teardown(() => server.app.close())
  const ask = (url: string) => server.call({ url, key: null })
  t.same((await ask('/health/live')).json(), { status: 'alive' })
  t.same((await ask('/health/ready')).json(), { status: 'ready', checks: [{ name: 'database', status: 'up' }] })
  server.checks.push({ name: 'redis', isRequired: false, check: async () => false })
  t.match((await ask('/health/ready')).json(), { status: 'degraded', checks: [{ status: 'up' }, { name: 'redis', status: 'down' }] })
  server.checks.push({ name: 'migrations', isRequired: true, check: () => Promise.reject(new Error('password=swordfish')) })
  const answer = await ask('/health/ready')
  t.equal(answer.statusCode, 503)
  t.equal(answer.json().code, 'service.not_ready')
  t.equal(answer.headers['retry-after'], '5')
  t.notMatch(answer.body, /swordfish/)
})

t.test('draining: ready turns to 503 first, the rest still answers', async (t) => {
  const server = await buildSampleServer()
  t.teardown(() => server.app.close())
  server.drain()
  t.equal((await server.call({ url: '/health/ready', key: null })).json().code, 'service.draining')
  t.equal((await server.call({ url: '/health/live', key: null })).statusCode, 200)
  t.equal((await server.call({ url: '/v1/things' })).statusCode, 200)
})

t.test('the document and its pages are served without a key', async (t) => {
  const server = await buildSampleServer()
  t.teardown(() => server.app.close())
  const json = await server.call({ url: '/openapi.json', key: null })
  t.equal(json.json().openapi, '3.1.1')
  t.equal(json.json().servers[0].url, 'https://api.test')
  t.equal((await server.call({ url: '/openapi.json', headers: { 'if-none-match': String(json.headers.etag) } })).statusCode, 304)
  t.match((await server.call({ url: '/openapi.yaml', key: null })).body, /^openapi: 3\.1\.1/)
  const page = await server.call({ url: '/docs/errors', key: null })
  t.match(page.body, /id="order\.move_not_allowed"/)
  t.match(page.headers['content-security-policy'], /default-src 'none'/)
  for (const url of ['/docs', '/docs/json', '/docs/static/swagger-ui.css', '/docs/theme.css'])
    t.match((await server.call({ url, key: null })).statusCode, /200|302/, url)
  const explorer = await server.call({ url: '/docs', key: null })
  t.match(explorer.headers['content-security-policy'], /script-src 'self'/, 'its own scripts run: the page is not blank')
})

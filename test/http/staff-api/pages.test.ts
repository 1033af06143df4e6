import t from 'tap'
import { buildStaffServer, writeSamplePages } from './support/staff-server.ts'

t.test('the pages of the app', async (t) => {
  const folder = t.testdir()
  await writeSamplePages(folder)
  const { call } = await buildStaffServer({ folder })

  await t.test('every path of the app is its page, with a nonce of its own and no unsafe-inline', async (t) => {
    const nonces = new Set<string>()
    for (const url of ['/staff/', '/staff/tasks', '/staff/inspections/ins_1?from=mail']) {
      const page = await call({ url })
      t.equal(page.statusCode, 200, url)
      const policy = String(page.headers['content-security-policy'])
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      t.ok(page.body.includes(`nonce="${nonce}"`))
      t.notOk(page.body.includes('__CSP_NONCE__'))
      nonces.add(nonce)
      t.match(policy, /script-src 'self';.*img-src .*https:\/\/cbu01\.alicdn\.com.*frame-ancestors 'none'/)
      t.notMatch(policy, /unsafe/)
      t.equal(page.headers['cache-control'], 'no-store')
    }
    t.equal(nonces.size, 3)
  })

  await t.test('hashed files are kept for ever, missing ones are missing', async (t) => {
    const script = await call({ url: '/staff/assets/app-abc123.js' })
    t.match(script.headers, { 'content-type': /javascript/, 'cache-control': 'public, max-age=31536000, immutable' })
    t.equal((await call({ url: '/staff/assets/app-old.js' })).statusCode, 404)
    t.equal((await call({ url: '/staff/assets/../index.html' })).statusCode, 200, 'which is the page again')
    t.equal((await call({ url: '/staff/assets/%2e%2e/%2e%2e/package.json' })).statusCode, 404)
  })

  await t.test('an unknown operation is a problem, not a page', async (t) => {
    const answer = await call({ url: '/staff/v1/nothing' })
    t.match(answer.json(), { status: 404, code: 'resource.not_found' })
  })

  await t.test('the front door leads in', async (t) => {
    t.match((await call({ url: '/staff' })).headers, { location: '/staff/' })
  })
})

t.test('says so when the app is not built', async (t) => {
  const { call } = await buildStaffServer()
  const page = await call({ url: '/staff/tasks' })
  t.equal(page.statusCode, 503)
  t.match(page.body, /npm run build/)
})

t.test('the queue board is for admins', async (t) => {
  const { call, be } = await buildStaffServer({
    queueBoard: async (board) => {
      board.get('/', async () => ({ queues: 3 }))
      board.put('/retry', async () => ({ retried: true }))
    },
  })
  t.equal((await call({ url: '/staff/queues/' })).statusCode, 401)
  t.equal((await call({ url: '/staff/queues/', as: await be('finance') })).statusCode, 403)
  const as = await be('operatorAdmin')
  t.same((await call({ url: '/staff/queues/', as })).json(), { queues: 3 })
  const retry = { method: 'PUT' as const, url: '/staff/queues/retry', as }
  t.same((await call(retry)).json(), { retried: true })
  t.equal((await call({ ...retry, headers: { 'sec-fetch-site': 'cross-site' } })).statusCode, 403)
})

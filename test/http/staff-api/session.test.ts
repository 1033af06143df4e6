import t from 'tap'
import { addUser, PASSWORD } from './support/seed-world.ts'
import { buildStaffServer, sessionOf } from './support/staff-server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

t.test('signing in', async (t) => {
  const { signIn, call, world } = await buildStaffServer()
  const user = await addUser(world, 'bench-1', ['warehouseStaff'])

  await t.test('201 with a session that only its own browser can name', async (t) => {
    const answer = await signIn('bench-1')
    t.equal(answer.statusCode, 201)
    t.match(answer.json(), { user: { id: user.id, login: 'bench-1', roles: ['warehouseStaff'] } })
    t.match(answer.cookies[0], { name: 'sid', path: '/', httpOnly: true, sameSite: 'Lax' })
    t.notOk(answer.body.includes('passwordHash'))
    const [stored] = world.sessions.values()
    t.notOk(
      answer.cookies.some((cookie) => cookie.value === stored?.id),
      'the table holds a hash, not the cookie',
    )
    const me = await call({ url: '/staff/v1/session', as: sessionOf(answer) })
    t.match(me.json(), { user: { login: 'bench-1' }, csrfToken: answer.json().csrfToken })
  })

  await t.test('the session changes with every sign-in and the old one dies', async (t) => {
    const first = sessionOf(await signIn('bench-1'))
    const second = sessionOf(await signIn('bench-1', PASSWORD, { cookie: first.cookie }))
    t.not(second.cookie, first.cookie)
    t.equal((await call({ url: '/staff/v1/session', as: first })).statusCode, 401)
    t.equal((await call({ url: '/staff/v1/session', as: second })).statusCode, 200)
  })

  await t.test('401 alike for a wrong password, an unknown and a disabled account', async (t) => {
    await addUser(world, 'left-us', ['finance'], { disabledAt: new Date(0) })
    const answers = await Promise.all([signIn('bench-1', 'wrong'), signIn('nobody', 'wrong'), signIn('left-us')])
    const bodies = answers.map((answer) => ({ ...answer.json(), requestId: '' }))
    for (const answer of answers) t.equal(answer.statusCode, 401)
    for (const body of bodies) t.same(body, bodies[0])
    t.equal(bodies[0].code, 'staff.credentials_wrong')
    for (const answer of answers) t.same(answer.cookies, [])
  })

  await t.test('422 for anything but a login and a password', async (t) => {
    const answer = await call({
      method: 'POST',
      url: '/staff/v1/session',
      payload: { login: 'bench-1', password: PASSWORD, roles: ['operatorAdmin'] },
    })
    t.equal(answer.statusCode, 422)
  })
})

t.test('an unknown account takes as long as a wrong password', async (t) => {
  const { signIn, world, clock } = await buildStaffServer()
  const timed = async (login: string) => {
    const started = performance.now()
    await signIn(login, 'wrong')
    return performance.now() - started
  }
  // The quickest of some tells what an attempt takes; a single one may have had to wait for the machine.
  let [wrong, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const areAlike = () => unknown > wrong / 4 && unknown < wrong * 4
  for (let pair = 0; pair < 20 && !(pair >= 3 && areAlike()); pair += 1) {
    await addUser(world, `bench-${pair}`, ['warehouseStaff'])
    wrong = Math.min(wrong, await timed(`bench-${pair}`))
    unknown = Math.min(unknown, await timed(`nobody-${pair}`))
    clock.advance(MINUTE)
  }
  t.ok(areAlike(), `${unknown.toFixed(1)} ms against ${wrong.toFixed(1)} ms`)
})

t.test('guessing is slowed down', async (t) => {
  await t.test('429 after five wrong passwords, for 15 minutes, then for 30', async (t) => {
    const { signIn, clock, world } = await buildStaffServer()
    await addUser(world, 'bench-1', ['warehouseStaff'])
    const guess = async (times: number) => {
      for (let i = 0; i < times; i++) t.equal((await signIn('bench-1', 'wrong')).statusCode, 401)
    }
    await guess(5)
    const locked = await signIn('bench-1')
    t.equal(locked.statusCode, 429, 'even with the right password')
    t.match(locked.json(), { code: 'staff.locked' })
    t.equal(locked.headers['retry-after'], '900')
    clock.advance(15 * MINUTE)
    await guess(5)
    t.equal((await signIn('bench-1')).headers['retry-after'], '1800')
    clock.advance(30 * MINUTE)
    t.equal((await signIn('bench-1')).statusCode, 201)
    await guess(4)
  })

  await t.test('an account that does not exist is locked just the same', async (t) => {
    const { signIn } = await buildStaffServer()
    for (let i = 0; i < 5; i++) await signIn('nobody', 'wrong')
    t.equal((await signIn('Nobody ', 'wrong')).statusCode, 429)
  })

  await t.test('429 after 30 attempts a minute from one network', async (t) => {
    const { signIn, clock } = await buildStaffServer()
    for (let i = 0; i < 30; i++) t.equal((await signIn(`person-${i}`, 'wrong')).statusCode, 401)
    t.equal((await signIn('person-30', 'wrong')).statusCode, 429)
    clock.advance(MINUTE)
    t.equal((await signIn('person-30', 'wrong')).statusCode, 401)
  })
})

t.test('a session ends', async (t) => {
  const alive = { url: '/staff/v1/session' }

  await t.test('after 30 idle minutes, and being used keeps it alive', async (t) => {
    const { call, be, clock, world } = await buildStaffServer()
    const as = await be('finance')
    clock.advance(29 * MINUTE)
    t.equal((await call({ ...alive, as })).statusCode, 200)
    clock.advance(29 * MINUTE)
    t.equal((await call({ ...alive, as })).statusCode, 200)
    clock.advance(30 * MINUTE)
    t.equal((await call({ ...alive, as })).statusCode, 401)
    t.equal(world.sessions.size, 0)
  })

  await t.test('after 12 hours, however busy', async (t) => {
    const { call, be, clock } = await buildStaffServer()
    const as = await be('finance')
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      clock.advance(20 * MINUTE)
      t.equal((await call({ ...alive, as })).statusCode, 200)
    }
    clock.advance(20 * MINUTE)
    t.equal((await call({ ...alive, as })).statusCode, 401)
  })

  await t.test('when signing out, for every copy of the cookie', async (t) => {
    const { call, be } = await buildStaffServer()
    const as = await be('finance')
    const answer = await call({ method: 'DELETE', url: '/staff/v1/session', as })
    t.equal(answer.statusCode, 204)
    t.match(answer.cookies[0], { name: 'sid', value: '', maxAge: 0 })
    t.equal((await call({ ...alive, as })).statusCode, 401)
  })

  await t.test('when the account is disabled', async (t) => {
    const { call, be, world } = await buildStaffServer()
    const as = await be('finance')
    for (const user of world.users.values()) world.users.set(user.id, { ...user, disabledAt: new Date(0) })
    t.equal((await call({ ...alive, as })).statusCode, 401)
  })
})

t.test('behind https the cookie is bound to the host', async (t) => {
  const { signIn, world } = await buildStaffServer({ isSecure: true })
  await addUser(world, 'bench-1', ['warehouseStaff'])
  const answer = await signIn('bench-1')
  t.match(answer.cookies[0], { name: '__Host-sid', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: (12 * HOUR) / 1000 })
  t.notMatch(answer.headers['set-cookie'], /domain/i)
})

t.test('a change needs our page and our token', async (t) => {
  const { call, be, signIn, world } = await buildStaffServer()
  await addUser(world, 'bench-1', ['warehouseStaff'])
  const as = await be('finance')
  const signOut = { method: 'DELETE' as const, url: '/staff/v1/session' }
  const refused = { code: 'staff.csrf_invalid', status: 403 }

  await t.test('403 without the token, and with another one', async (t) => {
    t.match((await call({ ...signOut, headers: { cookie: as.cookie } })).json(), refused)
    t.match((await call({ ...signOut, as, headers: { 'x-csrf-token': 'x'.repeat(as.csrfToken.length) } })).json(), refused)
  })

  await t.test('403 for a page of another site, whatever it knows', async (t) => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      t.match((await call({ ...signOut, as, headers: { 'sec-fetch-site': site } })).json(), refused, site)
    }
    t.match((await signIn('bench-1', PASSWORD, { 'sec-fetch-site': 'cross-site' })).json(), refused, 'signing in too')
  })

  await t.test('an older browser is known by its Origin', async (t) => {
    const old = (origin: string | undefined) =>
      t.context.app.inject({
        ...signOut,
        headers: { cookie: as.cookie, 'x-csrf-token': as.csrfToken, host: 'staff.test', ...(origin ? { origin } : {}) },
      })
    t.context.app = (await buildStaffServer()).app
    t.equal((await old('https://evil.test')).statusCode, 403)
    t.equal((await old(undefined)).statusCode, 403)
    t.equal((await old('https://staff.test')).statusCode, 401, 'lets it through to the session check')
  })

  await t.test('reading needs neither', async (t) => {
    t.equal((await call({ url: '/staff/v1/tasks', headers: { cookie: as.cookie } })).statusCode, 200)
  })
})

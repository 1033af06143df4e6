import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { createManualClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createUpstream1688 } from '../../src/upstream/create-upstream.ts'
import { createPacing } from '../../src/upstream/pacing.ts'
import type { Limits } from '../../src/upstream/resilience.ts'
import { createTokenShelf } from '../support/token-shelf.ts'
import { createGateway, usualTokens } from './gateway.ts'

const TIME = 'currentTime'
const NOW = '"20261010164552223+0800"'
const TOO_OFTEN = {
  status: 400,
  body: '{"error_code":"gw.QosAppFrequencyLimit","error_message":"App call exceeds limited frequency","exception":""}',
}

const PAYING = { api: 'pay', lane: 'trade' } as const
const SEARCHING = { api: 'search', lane: 'catalogue' } as const

t.test('pacing: pauses grow step by step and start small again after a call went through', async (t) => {
  const clock = createManualClock(new Date(0))
  const pacing = createPacing({ clock, stepsMs: [10, 20, 40], quotaStepsMs: [] })
  const pauses: number[] = []
  for (let times = 0; times < 4; times += 1) {
    pauses.push(pacing.limited('gw.QosAppFrequencyLimit', PAYING))
    clock.advance(pacing.pauseMs(PAYING))
  }
  t.strictSame(pauses, [10, 20, 40, 40])
  t.doesNotThrow(() => pacing.assertOpen(PAYING))
  pacing.passed(PAYING)
  t.equal(pacing.limited('gw.QosAppFrequencyLimit', PAYING), 10)
})

t.test('pacing: calls under way when a pause began do not lengthen it', async (t) => {
  const clock = createManualClock(new Date(0))
  const pacing = createPacing({ clock, stepsMs: [10_000, 20_000], quotaStepsMs: [] })
  pacing.limited('gw.QosAppFrequencyLimit', PAYING)
  clock.advance(4_000)
  t.equal(pacing.limited('gw.QosAppFrequencyLimit', PAYING), 6_000, 'what is left of the first pause')
  pacing.passed(PAYING)
  t.equal(pacing.pauseMs(PAYING), 6_000, 'nor does a success end it')
})

t.test('pacing: a limit of one API holds back that one, a limit of the app holds back all, the catalogue a little longer', async (t) => {
  const clock = createManualClock(new Date(0))
  const pacing = createPacing({ clock, stepsMs: [10_000], quotaStepsMs: [300_000, 900_000] })
  pacing.limited('gw.QosAPIFrequencyLimit', SEARCHING)
  t.equal(pacing.pauseMs(SEARCHING), 10_000)
  t.equal(pacing.pauseMs(PAYING), 0)
  pacing.limited('gw.QosAppFrequencyLimit', SEARCHING)
  t.equal(pacing.pauseMs(PAYING), 10_000)
  t.equal(pacing.pauseMs(SEARCHING), 12_000, 'orders and payments go first')
  clock.advance(12_000)
  t.equal(pacing.limited('gw.NoUsageLeftError', SEARCHING), 300_000)
  t.strictSame(pacing.pauses(), [{ api: 'search', code: 'gw.NoUsageLeftError', until: new Date(312_000) }])
  t.throws(() => pacing.assertOpen(SEARCHING), { code: 'gw.NoUsageLeftError', retryAfterMs: 300_000 })
  t.doesNotThrow(() => pacing.assertOpen(PAYING))
  clock.advance(300_000)
  t.equal(pacing.limited('gw.NoUsageLeftError', SEARCHING), 900_000, 'nobody has bought more yet')
})

t.test('pacing: while the app is held back nothing is sent and callers learn for how long', async (t) => {
  const { upstream, on, calls, clock } = createGateway()
  on(TIME, TOO_OFTEN, NOW)
  on('alibaba.trade.cancel', '{"success":true}')
  await t.rejects(upstream.serverTime(), { code: 'gw.QosAppFrequencyLimit', outcome: 'retryable', retryAfterMs: 10_000 })
  clock.advance(3_000)
  await t.rejects(upstream.serverTime(), { code: 'gw.QosAppFrequencyLimit', outcome: 'retryable', retryAfterMs: 7_000 })
  await t.rejects(
    upstream.cancelOrder('1', 'other'),
    { code: 'gw.QosAppFrequencyLimit', outcome: 'retryable', retryAfterMs: 7_000 },
    'effects too',
  )
  t.equal(calls.length, 1)
  clock.advance(7_000)
  t.type(await upstream.serverTime(), Date)
})

t.test('pacing: a read that may wait does so and is answered', async (t) => {
  const { upstream, on, sleeps } = createGateway({ limits: { maxPacingWaitMs: 30_000, pacingStepsMs: [10_000, 20_000, 40_000] } })
  on(TIME, TOO_OFTEN, TOO_OFTEN, NOW)
  t.type(await upstream.serverTime(), Date)
  t.strictSame(sleeps, [10_000, 20_000])
})

t.test('limits: no more calls at a time than allowed, and no endless queue', async (t) => {
  let atOnce = 0
  let most = 0
  const server = await listen((_request, response) => {
    atOnce += 1
    most = Math.max(most, atOnce)
    setTimeout(() => {
      atOnce -= 1
      response.end(NOW)
    }, 20)
  })
  const upstream = connect(server, { limits: { concurrency: { catalogue: 1, trade: 3 }, queue: 5 } })
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => upstream.serverTime()))
  t.equal(most, 3)
  t.equal(results.filter((result) => result.status === 'fulfilled').length, 8)
  t.ok(results.every((result) => result.status === 'fulfilled' || result.reason.code === 'client.busy'))
  await shut(upstream, server)
})

t.test('limits: a catalogue that is slow and crowded does not hold up a payment, nor does its open circuit', async (t) => {
  const waiting: (() => void)[] = []
  const server = await listen((request, response) => {
    if (request.url?.includes('crossborder')) waiting.push(() => response.writeHead(502).end())
    else response.end('{"success":true}')
  })
  const limits = { concurrency: { catalogue: 2, trade: 1 }, queue: 50, readRetries: 0, breakerMinimumRps: 0.1, breakerOpenMs: 60_000 }
  const upstream = connect(server, { limits })
  const searches = Array.from({ length: 30 }, () => upstream.getCategory('1', 'en').catch((error) => error.code))
  while (waiting.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  t.same(await upstream.cancelOrder('1', 'other'), { kind: 'accepted' }, 'thirty searches are under way or wait')
  const answering = setInterval(() => {
    for (const answer of waiting.splice(0)) answer()
  }, 2)
  t.ok((await Promise.all(searches)).includes('client.circuitOpen'))
  clearInterval(answering)
  t.same(await upstream.cancelOrder('1', 'other'), { kind: 'accepted' }, 'the circuit of the catalogue is open')
  await shut(upstream, server)
})

t.test('the circuit opens on outages, then nothing is sent for a while', async (t) => {
  let hits = 0
  const server = await listen((_request, response) => {
    hits += 1
    response.writeHead(502).end('bad gateway')
  })
  const upstream = connect(server, { limits: { readRetries: 0, breakerMinimumRps: 0.1, breakerWindowMs: 1_000, breakerOpenMs: 60_000 } })
  const codes: string[] = []
  for (let call = 0; call < 12; call += 1) codes.push((await upstream.serverTime().catch((error) => error)).code)
  t.equal(codes[0], 'http.5xx')
  t.equal(codes.at(-1), 'client.circuitOpen')
  t.ok(hits < 12)
  await t.rejects(upstream.cancelOrder('1', 'other'), { code: 'client.circuitOpen', outcome: 'retryable' }, 'an effect was not attempted')
  await shut(upstream, server)
})

t.test('a real socket: slow, cut, and nobody there', async (t) => {
  const server = await listen((request, response) => {
    if (request.url?.includes('receivegoods')) request.socket.destroy()
    else if (request.url?.includes('cancelRefund')) response.writeHead(200, { 'content-length': '100' }).write('{"result"')
    // Anything else is never answered.
  })
  const upstream = connect(server, { timeouts: { readMs: 100, effectMs: 150 }, limits: { readRetries: 1 } })
  t.match(await upstream.cancelOrder('1', 'other'), { kind: 'unknown', cause: 'timeout' }, 'no answer in time')
  t.match(await upstream.cancelRefund('TQ1'), { kind: 'unknown', cause: 'timeout' }, 'an answer that never ends')
  await t.rejects(upstream.getOrder('1'), { code: 'client.timeout', outcome: 'retryable' })
  const patient = connect(server, {})
  t.match(await patient.confirmReceipt('1', ['1']), { kind: 'unknown', cause: 'connectionLost' }, 'cut')
  await patient.close()
  await shut(upstream, server)
  const nobody = connect(server, {})
  await t.rejects(nobody.cancelOrder('1', 'other'), { code: 'client.notConnected', outcome: 'retryable' })
  await nobody.close()
})

function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handler)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const ports = new WeakMap<Server, number>()

function connect(server: Server, options: { limits?: Partial<Limits>; timeouts?: { readMs?: number; effectMs?: number } }) {
  const port = ports.get(server) ?? (server.address() as AddressInfo).port
  ports.set(server, port)
  const clock = createManualClock(new Date('2026-10-10T08:00:00Z'))
  return createUpstream1688({
    baseUrl: `http://127.0.0.1:${port}`,
    appKey: '1000000',
    appSecret: 'test123',
    tokens: createTokenShelf(usualTokens(), clock).store,
    clock,
    logger: createLogger({ level: 'silent', service: 'test' }),
    ...options,
    limits: { retryDelayMs: 1, ...options.limits },
  })
}

async function shut(upstream: { close(): Promise<void> }, server: Server): Promise<void> {
  server.closeAllConnections()
  await upstream.close()
  await new Promise((resolve) => server.close(resolve))
}

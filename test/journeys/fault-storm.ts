import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startStack } from '../support/stack.ts'
import { auditBooks } from '../support/stack-audit.ts'
import { seededRandom } from '../support/stack-random.ts'
import { waitFor } from '../support/stack-wait.ts'
import { answerPrices } from './storm/answer-prices.ts'
import { openRoad } from './storm/open-road.ts'
import { openWitness } from './storm/open-witness.ts'
import { countFaults, planFaults } from './storm/plan-faults.ts'
import { goodsOf, type Plan, planOrders } from './storm/plan-orders.ts'
import { proveStorm } from './storm/proof.ts'
import { payByHand, throughShare, unsettled } from './storm/settling.ts'
import { newTally, type Tally } from './storm/storm-partner.ts'
import { addStormPartners, type Member } from './storm/storm-partners.ts'
import { startWeather } from './storm/weather.ts'

// `npm run storm`: apart from `npm test`, because it wants a machine to itself. XYG_STORM_ORDERS=2000 for the full size.
const ORDERS = Number(process.env.XYG_STORM_ORDERS ?? 300)
const SEED = Number(process.env.XYG_SEED ?? 20_261_122)
const PARTNERS = 20
const AT_ONCE = 100
const PATIENCE_MS = 150_000 + ORDERS * 200
/** Shares of the purchases that are through when the worker is killed. */
const KILL_AT = [0.15, 0.4, 0.65]
const CALM_AT = 0.85

const TIMING = {
  callLeaseMs: 3_000,
  lookupSettleMs: 1_000,
  stuckAfterMs: 2_000,
  pollAfterMs: 20_000,
  rereadAfterMs: 20_000,
  upstream: { connectMs: 1_000, readMs: 2_000, effectMs: 2_000 },
}
/** Wide enough that only the storm holds partners up; what a key may use is tested elsewhere. */
const LIMITS = { policies: [{ name: 'burst', quota: 1_000_000, windowMs: 1_000, partition: 'key' as const }], concurrency: 100_000 }
const MOCK = {
  outOrderIdRepeat: 'second',
  listOutOrderIdDelayMs: 800,
  payLateMs: 700,
  cancelMinAgeSeconds: 3,
  push: { loseEvery: 7, duplicateEvery: 5, reorder: true },
  autopilot: { refundReply: 'agree', refundReplyHours: 0.0005 },
}

/** Orders, pays and, for some, thinks again: free while that is possible, as a claim afterwards. */
async function fire({ member: { program }, habits }: Plan & { member: Member }, quoteId: string | undefined): Promise<void> {
  if (quoteId === undefined) return
  const orderId = await program.order(quoteId, habits)
  if (!habits.neverPays) await program.pay(orderId, habits)
  if (!habits.cancels) return
  await sleep(habits.cancelAfterMs)
  await program.cancel(orderId)
}

t.setTimeout(4 * PATIENCE_MS)

t.test(`${ORDERS} orders of ${PARTNERS} partners keep their promises in a storm of faults`, async (t) => {
  const startedAt = performance.now()
  // On stderr, because tap keeps the comments of a run that passed to itself.
  const say = (text: string): void => {
    process.stderr.write(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s: ${text}\n`)
  }
  const stack = await startStack(t, { redis: true, workers: 'subProcess', timing: TIMING, limits: LIMITS, mockSettings: MOCK })
  say(`XYG_SEED=${SEED} XYG_STORM_ORDERS=${ORDERS}`)
  const { control } = stack
  const witness = openWitness(t, stack)
  const tally = newTally()
  const members = await addStormPartners(stack, { count: PARTNERS, tally, carry: openRoad(t) })
  const goods = await goodsOf(stack)
  const plans = planOrders(ORDERS, goods, seededRandom(SEED + 1)).map((plan, index) => ({ ...plan, member: memberAt(members, index) }))
  await control.fault(...planFaults(ORDERS, seededRandom(SEED)))
  const planned = await control.faults()

  const quotes: (string | undefined)[] = []
  for (let from = 0; from < ORDERS; from += AT_ONCE)
    quotes.push(...(await Promise.all(plans.slice(from, from + AT_ONCE).map(({ member, lines }) => member.program.quote(lines)))))
  say(`${quotes.filter(Boolean).length} quotes`)

  const weather = startWeather({ control, offerIds: goods.map((one) => one.offerId), random: seededRandom(SEED + 2) })
  const answers = answerPrices(members, seededRandom(SEED + 3))
  // Before the stack goes: what ended a run is not to be buried under calls that found it gone.
  t.teardown(() => Promise.all([answers.stop(), weather.stop()]))
  const through = (share: number) =>
    waitFor(`${share} to be through`, async () => (await throughShare(witness, ORDERS)) >= share || undefined, { patienceMs: PATIENCE_MS })
  const fired = Promise.all(plans.map((plan, at) => fire(plan, quotes[at])))
  for (const share of KILL_AT) {
    await through(share)
    say(`worker killed with ${share} through`)
    await stack.killWorker()
    await stack.restartWorker()
  }
  await fired
  await through(CALM_AT)
  const remaining = await control.faults()
  await control.clearFaults()
  await weather.stop()
  say('faults off')

  let seen: unknown
  const settled = async (): Promise<true | undefined> => {
    tally.paidByHand += await payByHand(witness)
    const counts = await unsettled(witness)
    seen = counts
    return Object.values(counts).every((count) => count === 0) || undefined
  }
  const settle = () => waitFor('everything to settle', settled, { patienceMs: PATIENCE_MS, seen: () => JSON.stringify(seen) })
  await settle()
  await answers.stop()
  // The last answer to a price may have set something going again.
  await settle()
  say('settled')

  const { problems, counts } = await proveStorm(witness, members, tally)
  say(JSON.stringify({ ...inNumbers(tally), kills: KILL_AT.length }))
  const calls = await upstreamCalls(stack.mock.url)
  say(JSON.stringify({ ...counts, calls, weather: weather.done, faults: countFaults(planned, remaining) }))
  t.strictSame(problems, [], 'every promise was kept')
  t.strictSame(await auditBooks(witness, { splits: true }), [], 'the books agree with the mock')
  t.ok(tally.accepted.size > ORDERS * 0.95, `${tally.accepted.size} orders were accepted`)
  t.ok((counts.purchases.PAID ?? 0) > ORDERS * 0.5, 'and most of them were bought')
})

function inNumbers({ accepted, broken, quotesRefused, ...rest }: Tally) {
  return { ...rest, accepted: accepted.size, broken: Object.fromEntries(broken), quotesRefused: Object.fromEntries(quotesRefused) }
}

/** Calls the mock let through to an API, as its own page counts them. */
async function upstreamCalls(mockUrl: string): Promise<number> {
  const page = await (await fetch(mockUrl)).text()
  return [...page.matchAll(/(\d+) calls/g)].reduce((total, match) => total + Number(match[1]), 0)
}

function memberAt(members: Member[], index: number): Member {
  const member = members[index % members.length]
  if (member === undefined) throw new Error('a storm needs partners')
  return member
}

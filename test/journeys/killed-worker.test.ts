import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { type Stack, startStack } from '../support/stack.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { playDemo } from '../support/stack-demo.ts'
import { seededRandom } from '../support/stack-random.ts'

const KILLS = 3
/** Steps of the demo after which it is the worker's turn. */
const WORKERS_TURN = [
  'pay from balance',
  'bought on 1688',
  'parcel arrives at the dock',
  'consolidation asked for',
  'freight paid',
  'decision',
  'claim filed on 1688',
  'goods on their way back',
  'seller agrees',
]
/** Every answer of 1688 takes this long, so that most of the worker's time is spent in the middle of a call. */
const MOCK_LATENCY_MS = 60

/** The moments of every run; another number tries others. */
const seed = Number(process.env.XYG_SEED ?? 20_261_122)

type Moment = { step: string; afterMs: number }

function chooseMoments(random: () => number): Moment[] {
  const steps = [...WORKERS_TURN]
  return Array.from({ length: KILLS }, () => {
    const [step = ''] = steps.splice(Math.floor(random() * steps.length), 1)
    return { step, afterMs: Math.floor(random() * 500) }
  })
}

/** Kills the worker at each moment, one after another, and starts it again. */
function createKiller(stack: Stack, moments: Moment[]) {
  const waiting = [...moments]
  let killing: Promise<void> = Promise.resolve()
  const kill = async (afterMs: number): Promise<void> => {
    await sleep(afterMs)
    await stack.killWorker()
    await stack.restartWorker()
  }
  return {
    hear: (line: string): void => {
      const index = waiting.findIndex((moment) => line.includes(`✓ ${moment.step} `))
      const [moment] = index < 0 ? [] : waiting.splice(index, 1)
      if (moment !== undefined) killing = killing.then(() => kill(moment.afterMs))
    },
    done: async (): Promise<number> => {
      await killing
      return moments.length - waiting.length
    },
  }
}

for (const redis of [false, true]) {
  t.test(`an order and a refund survive ${KILLS} killed workers with the jobs in ${redis ? 'Redis' : 'PostgreSQL'}`, async (t) => {
    const stack = await startStack(t, { redis, workers: 'subProcess', mockSettings: { latencyMs: MOCK_LATENCY_MS } })
    const moments = chooseMoments(seededRandom(redis ? seed + 1 : seed))
    t.comment(JSON.stringify(moments))
    const killer = createKiller(stack, moments)
    const { code, text } = await playDemo(stack, killer.hear)
    t.equal(await killer.done(), KILLS, 'the worker was killed that often')
    t.equal(code, 0, text)
    const orders = await stack.control.orders()
    const purchases = await stack.core.db.selectFrom('purchase').select('upstreamOrderId').execute()
    t.equal(purchases.length, 3, 'the story buys three times')
    t.strictSame(
      orders.map(({ orderId }) => orderId).sort(),
      purchases.map(({ upstreamOrderId }) => upstreamOrderId).sort(),
      'one upstream order for each purchase, and no other',
    )
    t.ok(
      orders.every((order) => order.paidAt !== null && order.repeatedDebits === 0),
      'each paid once',
    )
    const refunds = await stack.control.refunds()
    t.strictSame(
      refunds.map((refund) => refund.status),
      ['refundsuccess'],
      'the refund was filed once',
    )
    const paidOut = await stack.core.db.selectFrom('postingGroup').where('template', '=', 'payOutRefund').selectAll().execute()
    t.equal(paidOut.length, 1, 'and paid out once')
    t.strictSame(await settledBooks(stack), [])
  })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { SCHEDULED_JOBS } from '../../src/domain/outbox/jobs.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { queues } from '../../src/queue/jobs.ts'
import { createQueue, type JobQueue, type WorkOptions } from '../../src/queue/queue.ts'
import type { ExhaustedJob, JobContext, Processors } from '../../src/queue/worker.ts'
import { idleProcessors, idleSchedules } from './idle-processors.ts'

export const logger = createLogger({ level: 'silent', service: 'test' })
export type Address = { redisUrl?: string; databaseUrl: string; prefix: string }
/** A queue at the address, and another one for each further call, all closed with the test. */
export async function open(t: Test, address: Address): Promise<JobQueue> {
  const queue = await createQueue({ ...address, logger })
  t.teardown(() => queue.close())
  return queue
}

export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited 60 s in vain for: ${what}`)
    await sleep(20)
  }
}

/** A processor that notes its runs, and what to do at each. */
export function noting(act: (run: number, context: JobContext) => Promise<void> | void = () => undefined) {
  const runs: { id: string; jobId: string; attempt: number; isLastAttempt: boolean; at: number }[] = []
  const process = async ({ id }: { id: string }, context: JobContext): Promise<void> => {
    const { jobId, attempt, isLastAttempt } = context
    runs.push({ id, jobId, attempt, isLastAttempt, at: performance.now() })
    await act(runs.length, context)
  }
  return { runs, process }
}

/** The moment a scheduled job was due, which its id ends with; it may run later. */
export function slotOf(jobId: string): number {
  return Number(jobId.split(':').at(-1))
}

const failing = (extra: object) => () => {
  throw Object.assign(new Error('no'), extra)
}

/** What every backend must do: one suite, so that what holds on one holds on the other. */
export function queueContract(t: Test, backend: JobQueue['backend'], address: (t: Test) => Promise<Address>): void {
  t.test(`on ${backend}`, async (t) => {
    const at = await address(t)
    const queue = await open(t, at)
    t.equal(queue.backend, backend)

    /** Works on the queue until the subtest is over. */
    const workDuring = async (t: Test, processors: Partial<Processors>, options?: WorkOptions): Promise<JobQueue> => {
      const worker = await open(t, at)
      // The same for all: in Redis the pace of the last worker that looked for stalled jobs holds for the next one too. The lock is long: a
      // test that gets little of the machine is no vanished worker.
      await worker.work(idleProcessors(processors), { lockMs: 20_000, stalledIntervalMs: 500, ...options })
      return worker
    }

    t.test('a job reaches the processor of its name, with its payload and its id', async (t) => {
      const seen: unknown[] = []
      await workDuring(t, {
        'purchase-order': async (payload, { jobId, attempt }) => void seen.push(['purchase-order', payload, jobId, attempt]),
        'file-refund': async (payload, { jobId, attempt }) => void seen.push(['file-refund', payload, jobId, attempt]),
      })
      await queue.enqueue('purchase-order', { id: 'pch_1' }, { jobId: 'outbox-1' })
      await queue.enqueue('file-refund', { id: 'rfc_1' }, { jobId: 'outbox-2' })
      await until(() => seen.length === 2, 'both jobs')
      t.strictSame(
        new Set(seen.map((entry) => JSON.stringify(entry))),
        new Set(['["purchase-order",{"id":"pch_1"},"outbox-1",1]', '["file-refund",{"id":"rfc_1"},"outbox-2",1]']),
      )
    })

    t.test('the same job id is run once, while waiting and after it is done', async (t) => {
      await queue.enqueue('sync-refund', { id: 'rfc_2' }, { jobId: 'same' })
      await queue.enqueue('sync-refund', { id: 'rfc_2' }, { jobId: 'same' })
      const { runs, process } = noting()
      const worker = await workDuring(t, { 'sync-refund': process })
      await until(async () => runs.length > 0 && (await queue.counts()).refunds.active === 0, 'the job')
      await queue.enqueue('sync-refund', { id: 'rfc_2' }, { jobId: 'same' })
      await queue.enqueue('sync-refund', { id: 'rfc_other' })
      await until(() => runs.some(({ id }) => id === 'rfc_other'), 'the job behind it')
      await worker.stopWorking()
      t.equal(runs.filter(({ id }) => id === 'rfc_2').length, 1)
    })

    t.test('a batch is added whole, and adding it again adds nothing', async (t) => {
      const batch = Array.from(
        { length: 60 },
        (_, i) => ({ name: i % 2 ? 'plan-consolidation' : 'prepare-inspection', payload: { id: `x_${i}` }, jobId: `batch-${i}` }) as const,
      )
      await queue.enqueueAll(batch)
      await queue.enqueueAll(batch)
      const seen: string[] = []
      const note = async ({ id }: { id: string }): Promise<void> => void seen.push(id)
      await workDuring(t, { 'plan-consolidation': note, 'prepare-inspection': note })
      await until(async () => seen.length >= 60 && (await queue.counts()).consolidation.waiting === 0, 'the batch')
      t.equal(new Set(seen).size, 60)
      t.equal(seen.length, 60)
    })

    t.test('a failed try is repeated after the wait the error asks for', async (t) => {
      const { runs, process } = noting((run) => (run < 3 ? failing({ retryable: true, retryAfterMs: 300 })() : undefined))
      await workDuring(t, { 'sync-purchase': process })
      await queue.enqueue('sync-purchase', { id: 'pch_3' })
      await until(() => runs.length === 3, 'the third try')
      t.strictSame(
        runs.map(({ attempt }) => attempt),
        [1, 2, 3],
      )
      const gaps = runs.slice(1).map(({ at }, i) => at - (runs[i]?.at ?? 0))
      t.ok(
        gaps.every((gap) => gap >= 290),
        gaps.join(),
      )
    })

    t.test('an error that names no wait is repeated after the backoff of the catalogue', async (t) => {
      const { runs, process } = noting((run) => (run === 1 ? failing({})() : undefined))
      await workDuring(t, { 'pay-out-refund': process })
      await queue.enqueue('pay-out-refund', { id: 'rfc_4' })
      await until(() => runs.length === 2, 'the second try')
      const gap = (runs[1]?.at ?? 0) - (runs[0]?.at ?? 0)
      t.ok(gap >= 490 && gap < 30_000, `${gap}`)
    })

    t.test('an error that is not retryable ends the job at once and is reported once', async (t) => {
      const exhausted: ExhaustedJob[] = []
      const { runs, process } = noting(failing({ retryable: false }))
      await workDuring(t, { 'cancel-purchase': process }, { onExhausted: async (job) => void exhausted.push(job) })
      await queue.enqueue('cancel-purchase', { id: 'pch_5' }, { jobId: 'outbox-5' })
      await until(() => exhausted.length > 0, 'the report')
      t.equal(runs.length, 1)
      t.match(exhausted, [{ name: 'cancel-purchase', payload: { id: 'pch_5' }, jobId: 'outbox-5', error: { message: 'no' } }])
      t.equal((await queue.counts()).purchasing.failed, 1)
    })

    t.test('a job that used up its tries is listed as failed and reported once', async (t) => {
      const exhausted: ExhaustedJob[] = []
      const { runs, process } = noting(failing({ retryAfterMs: 0 }))
      await workDuring(t, { 'track-shipment': process }, { onExhausted: async (job) => void exhausted.push(job) })
      await queue.enqueue('track-shipment', { id: 'shp_6' })
      await until(() => exhausted.length > 0, 'the report')
      t.strictSame(
        runs.map(({ isLastAttempt }) => isLastAttempt),
        [...Array(7).fill(false), true],
      )
      t.equal(exhausted.length, 1)
    })

    t.test('a delayed job waits its time', async (t) => {
      const { runs, process } = noting()
      await workDuring(t, { 'prepare-inspection': process })
      const from = performance.now()
      await queue.enqueue('prepare-inspection', { id: 'ins_later' }, { delayMs: 3_600_000 })
      t.equal((await queue.counts()).inspection.delayed, 1)
      await queue.enqueue('prepare-inspection', { id: 'ins_7' }, { delayMs: 600 })
      await until(() => runs.length === 1, 'the delayed job')
      t.match(runs, [{ id: 'ins_7' }])
      t.ok((runs[0]?.at ?? 0) - from >= 590)
    })

    t.test('a job whose worker was killed half-way is run again by another', async (t) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'worker-that-hangs.ts'), JSON.stringify(at)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      t.teardown(() => void child.kill('SIGKILL'))
      await queue.enqueue('sync-purchase', { id: 'pch_8' })
      await once(createInterface({ input: child.stdout }), 'line')
      child.kill('SIGKILL')
      const { runs, process: note } = noting()
      await workDuring(t, { 'sync-purchase': note })
      await until(() => runs.length === 1, 'the second run')
      t.match(runs, [{ id: 'pch_8' }])
    })

    t.test('closing waits for the running job, takes no other, and leaves the rest for the next worker', async (t) => {
      const release = Promise.withResolvers<void>()
      const { runs, process } = noting((run) => (run === 1 ? release.promise : undefined))
      const worker = await workDuring(t, { reconcile: (_payload, context) => process({ id: 'first' }, context) })
      await queue.enqueue('reconcile', {})
      await until(() => runs.length === 1, 'the job')
      await queue.enqueue('reconcile', {})
      let closed = false
      const closing = worker.close().then(() => {
        closed = true
      })
      await sleep(200)
      t.equal(closed, false)
      release.resolve()
      await closing
      t.equal(runs.length, 1)
      t.equal((await queue.counts()).maintenance.waiting, 1)
      await worker.close()
      const next = noting()
      await workDuring(t, { reconcile: (_payload, context) => next.process({ id: 'second' }, context) })
      await until(() => next.runs.length === 1, 'the rest')
    })

    t.test('schedules said twice, by two processes, start one job at a time; a changed pace replaces the old one', async (t) => {
      const { runs, process } = noting()
      await workDuring(t, { prune: (_payload, context) => process({ id: 'prune' }, context) })
      const other = await open(t, at)
      await Promise.all([queue, other].map((one) => one.schedule(idleSchedules({ prune: { everyMs: 86_400_000 } }))))
      await queue.schedule(idleSchedules({ prune: { everyMs: 400 } }))
      await until(() => runs.length >= 4, 'four runs')
      const schedulers = await Promise.all(queue.bullQueues().map((one) => one.getJobSchedulers()))
      t.strictSame(
        schedulers
          .flat()
          .map(({ key }) => key)
          .sort(),
        SCHEDULED_JOBS.map((name) => `schedule-${name}`).sort(),
      )
      const slots = runs.map(({ jobId }) => slotOf(jobId))
      t.strictSame(slots, [...new Set(slots)].sort(), 'one job each time')
      // The first that follows the old pace is due at once; the others stand where the new one puts them.
      const gaps = slots.slice(2).map((slot, i) => slot - (slots[i + 1] ?? 0))
      t.ok(
        gaps.every((gap) => gap >= 400),
        gaps.join(),
      )
      await queue.schedule(idleSchedules())
      await other.close()
    })

    t.test('a payload the catalogue does not know is refused when it is added, and never tried twice when it got in', async (t) => {
      // @ts-expect-error a resource job carries the id of its resource
      await t.rejects(queue.enqueue('purchase-order', { orderId: 'ord_1' }))
      await t.rejects(queue.enqueue('purchase-order', { id: 'pch_1' }, { jobId: 'a:b' }), /colon/)
      const exhausted: ExhaustedJob[] = []
      await workDuring(t, {}, { onExhausted: async (job) => void exhausted.push(job) })
      const sync = queue.bullQueues().find(({ name }) => name === 'sync')
      await sync?.add('sync-purchase', { wrong: true }, { attempts: 5 })
      await sync?.add('renamed-long-ago', { id: 'x' }, { attempts: 5 })
      await until(() => exhausted.length === 2, 'both reports')
    })

    t.test('a handler of exhausted jobs that fails itself does not stop the worker', async (t) => {
      const { runs, process } = noting(failing({ outcome: 'permanent' }))
      await workDuring(t, { 'sync-refund': process }, { onExhausted: failing({}) })
      await queue.enqueue('sync-refund', { id: 'a' })
      await queue.enqueue('sync-refund', { id: 'b' })
      await until(() => runs.length === 2, 'both')
      t.pass('still working')
    })

    t.test('jobs that take turns go by them, whenever they were added, and jobs without one before all', async (t) => {
      await queue.enqueueAll(
        Array.from({ length: 50 }, (_, i) => ({ name: 'purchase-order' as const, payload: { id: `pch_many_${i + 1}` }, turn: i + 1 })),
      )
      await queue.enqueue('purchase-order', { id: 'pch_late' }, { turn: 1 })
      await queue.enqueue('cancel-purchase', { id: 'pch_cancel' })
      await queue.enqueue('purchase-order', { id: 'pch_last' }, { turn: 3_000_000 })
      const { runs, process } = noting(() => sleep(5))
      await workDuring(t, { 'purchase-order': process, 'cancel-purchase': process })
      await until(() => runs.length === 53, 'all jobs')
      const ids = runs.map(({ id }) => id)
      // So many at a time may overtake each other.
      const { concurrency } = queues.purchasing
      t.ok(ids.indexOf('pch_cancel') < concurrency, `${ids.indexOf('pch_cancel')}`)
      t.ok(ids.indexOf('pch_late') < 2 + concurrency, `${ids.indexOf('pch_late')}`)
      t.ok(ids.indexOf('pch_last') >= ids.length - concurrency, `${ids.indexOf('pch_last')}`)
      t.ok(ids.indexOf('pch_many_10') < ids.indexOf('pch_many_30'))
    })

    t.test(
      'a row asked for again while its job waits or runs gets no second one, and one that rests before a try is due at once',
      async (t) => {
        const again = (id: string, jobId: string) => queue.enqueue('sync-top-up', { id }, { jobId, unlessQueued: true })
        const held = Promise.withResolvers<void>()
        const { runs, process } = noting((run) => (run === 1 ? held.promise : undefined))
        await again('waits', 'again-1')
        await again('waits', 'again-2')
        await queue.enqueue('open-top-up', { id: 'waits' }, { jobId: 'again-other', unlessQueued: true })
        t.equal((await queue.counts()).payments.waiting, 2, 'another job of the row is another job')
        await workDuring(t, { 'sync-top-up': process })
        await until(() => runs.length === 1, 'the job')
        await again('waits', 'again-3')
        held.resolve()
        await until(async () => (await queue.counts()).payments.active === 0, 'its end')
        await again('waits', 'again-4')
        await until(() => runs.length === 2, 'the next, once the first is done')
        await until(async () => (await queue.counts()).payments.active === 0, 'its end')
        t.equal((await queue.counts()).payments.waiting, 0)
      },
    )

    t.test(
      'a row asked for again whose job waits for its next try is tried at once; one that failed for good may come again',
      async (t) => {
        const again = (id: string) => queue.enqueue('sync-refund', { id }, { unlessQueued: true })
        const { runs, process } = noting((run) => {
          if (run === 1) failing({ retryable: true, retryAfterMs: 600_000 })()
          if (run === 2) failing({ retryable: false })()
        })
        await workDuring(t, { 'sync-refund': process })
        await again('rests')
        await until(async () => (await queue.counts()).refunds.delayed === 1, 'the rest')
        await again('rests')
        await until(() => runs.length === 2, 'the second try')
        await until(async () => (await queue.counts()).refunds.active === 0, 'its end')
        await again('rests')
        await until(() => runs.length === 3, 'a new job')
        t.strictSame(
          runs.map(({ attempt }) => attempt),
          [1, 2, 1],
        )
      },
    )

    t.test('an error that holds everything back lets the queue rest, in all processes, and costs the job no try', async (t) => {
      const { runs, process } = noting((run) => (run === 1 ? failing({ retryAfterMs: 1200, holdsAllBack: true })() : undefined))
      await workDuring(t, { 'purchase-order': process })
      await workDuring(t, { 'purchase-order': process })
      await queue.enqueue('purchase-order', { id: 'pch_limited' })
      await until(async () => runs.length >= 1 && (await queue.counts()).purchasing.active === 0, 'the rest')
      await queue.enqueueAll(Array.from({ length: 8 }, (_, i) => ({ name: 'purchase-order' as const, payload: { id: `pch_behind_${i}` } })))
      await until(() => runs.length === 10, 'all jobs')
      const [first, ...later] = runs
      t.ok(
        later.every(({ at }) => at - (first?.at ?? 0) >= 1000),
        later.map(({ at }) => Math.round(at - (first?.at ?? 0))).join(),
      )
      t.match(
        later.find(({ id }) => id === 'pch_limited'),
        { attempt: 1 },
      )
    })

    t.test('two workers share the jobs, each job goes to one of them', async (t) => {
      const seen: string[] = []
      const note = async ({ id }: { id: string }): Promise<void> => void seen.push(id)
      await workDuring(t, { 'sync-purchase': note })
      await workDuring(t, { 'sync-purchase': note })
      await queue.enqueueAll(Array.from({ length: 200 }, (_, i) => ({ name: 'sync-purchase' as const, payload: { id: `pch_${i}` } })))
      await until(async () => seen.length >= 200 && (await queue.counts()).sync.active === 0, 'two hundred jobs')
      t.equal(seen.length, 200)
      t.equal(new Set(seen).size, 200)
    })
  })
}

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import type { OutboxJob } from '../../src/domain/outbox/jobs.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createQueue } from '../../src/queue/queue.ts'
import { type OutboxRow, type OutboxSource, type RelayOptions, startRelay } from '../../src/queue/relay.ts'
import { emptyDatabase } from '../support/test-database.ts'
import { idleProcessors } from './idle-processors.ts'

const logger = createLogger({ level: 'silent', service: 'test' })

/** An outbox in memory with the promise of the port: rows count as relayed only when the handler resolves. */
function outbox(rows: OutboxRow[]) {
  const source: OutboxSource = {
    takeBatch: async (limit, handle) => {
      const batch = rows.slice(0, limit)
      if (batch.length > 0) await handle(batch)
      rows.splice(0, batch.length)
      return batch.length
    },
  }
  return { source, rows }
}

function row(id: string): OutboxRow {
  return { id, name: 'file-refund', payload: { id: `rfc_${id}` } }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited 60 s in vain for: ${what}`)
    await sleep(10)
  }
}

function start(t: Test, options: Omit<RelayOptions, 'logger'>) {
  const relay = startRelay({ logger, ...options })
  t.teardown(() => relay.stop())
  return relay
}

t.test('each row becomes a job named after it, batch by batch, until none is left', async (t) => {
  const { source, rows } = outbox(Array.from({ length: 25 }, (_, i) => row(String(i))))
  const batches: (OutboxJob & { jobId?: string })[][] = []
  start(t, { source, batchSize: 10, queue: { enqueueAll: async (batch) => void batches.push([...batch]) } })
  await until(() => rows.length === 0, 'an empty outbox')
  t.strictSame(
    batches.map((batch) => batch.length),
    [10, 10, 5],
  )
  t.strictSame(batches[0]?.[3], { name: 'file-refund', payload: { id: 'rfc_3' }, jobId: 'outbox-3' })
})

t.test('rows stay when the queue cannot be reached, and are relayed when it can again', async (t) => {
  const { source, rows } = outbox([row('1')])
  let tries = 0
  const enqueueAll = async (): Promise<void> => {
    tries += 1
    if (tries < 3) throw new Error('down')
  }
  const relay = start(t, { source, idleMs: 10, queue: { enqueueAll } })
  relay.notify()
  await until(() => rows.length === 0, 'an empty outbox')
  t.equal(tries, 3)
})

t.test('a notification ends the rest, also one that came while a batch was under way', async (t) => {
  const { source, rows } = outbox([])
  const seen: string[] = []
  const gate = Promise.withResolvers<void>()
  const enqueueAll: RelayOptions['queue']['enqueueAll'] = async (batch) => {
    seen.push(...batch.map(({ jobId }) => jobId ?? ''))
    if (seen.length === 1) await gate.promise
  }
  const relay = start(t, { source, idleMs: 60_000, queue: { enqueueAll } })
  await sleep(20)
  rows.push(row('1'))
  relay.notify()
  await until(() => seen.length === 1, 'the first job')
  rows.push(row('2'))
  relay.notify()
  gate.resolve()
  await until(() => seen.length === 2, 'the second job')
  t.strictSame(seen, ['outbox-1', 'outbox-2'])
})

t.test('it is woken by what it is subscribed to, and unsubscribes when it stops', async (t) => {
  const { source, rows } = outbox([])
  let wake: () => void = () => t.fail('not subscribed')
  let unsubscribed = false
  const relay = start(t, {
    source,
    idleMs: 60_000,
    queue: { enqueueAll: async () => undefined },
    subscribe: async (notify) => {
      wake = notify
      return async () => {
        unsubscribed = true
      }
    },
  })
  await sleep(20)
  rows.push(row('1'))
  wake()
  await until(() => rows.length === 0, 'an empty outbox')
  await relay.stop()
  t.ok(unsubscribed)
})

t.test('a subscription that fails leaves a relay that looks by itself', async (t) => {
  const { source, rows } = outbox([])
  start(t, { source, idleMs: 10, queue: { enqueueAll: async () => undefined }, subscribe: () => Promise.reject(new Error('no LISTEN')) })
  rows.push(row('1'))
  await until(() => rows.length === 0, 'an empty outbox')
  t.pass('relayed')
})

t.test('stopping waits for the batch in hand and takes no other', async (t) => {
  const { source, rows } = outbox([row('1'), row('2')])
  const gate = Promise.withResolvers<void>()
  let batches = 0
  const relay = start(t, {
    source,
    batchSize: 1,
    queue: {
      enqueueAll: async () => {
        batches += 1
        await gate.promise
      },
    },
  })
  await until(() => batches === 1, 'the first batch')
  const stopped = relay.stop()
  gate.resolve()
  await stopped
  t.strictSame([batches, rows.length], [1, 1])
})

t.test('a row of a job nobody knows any more does not block the rows behind it', async (t) => {
  const { source, rows } = outbox([
    { ...row('1'), name: 'renamed-long-ago' } as unknown as OutboxRow,
    { ...row('2'), payload: {} } as OutboxRow,
    row('3'),
  ])
  const seen: unknown[] = []
  start(t, { source, queue: { enqueueAll: async (batch) => void seen.push(...batch) } })
  await until(() => rows.length === 0, 'an empty outbox')
  t.match(seen, [{ jobId: 'outbox-3' }])
  t.equal(seen.length, 1)
})

t.test('two relays and a crash between adding and marking: every row runs, none twice', async (t) => {
  const { connectionString } = await emptyDatabase(t)
  const pool = new pg.Pool({ connectionString })
  await pool.query('create table box (id bigint generated always as identity, payload jsonb, relayed boolean not null default false)')
  await pool.query(`insert into box (payload) select jsonb_build_object('id', 'rfc_' || n) from generate_series(1, 300) n`)
  let crashes = 2
  const source: OutboxSource = {
    takeBatch: async (limit, handle) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const { rows } = await client.query('select id, payload from box where not relayed order by id limit $1 for update skip locked', [
          limit,
        ])
        if (rows.length > 0) await handle(rows.map(({ id, payload }) => ({ id, name: 'sync-refund' as const, payload })))
        if (crashes > 0 && rows.length > 0) {
          crashes -= 1
          throw new Error('crashed after adding, before marking')
        }
        await client.query('update box set relayed = true where id = any($1)', [rows.map(({ id }) => id)])
        await client.query('commit')
        return rows.length
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
  }
  const queue = await createQueue({ databaseUrl: connectionString, prefix: 'unused', logger })
  const ran: string[] = []
  await queue.work(idleProcessors({ 'sync-refund': async ({ id }) => void ran.push(id) }))
  const relays = [1, 2].map(() => startRelay({ source, queue, logger, idleMs: 20, batchSize: 40 }))
  await until(() => ran.length >= 300, 'three hundred jobs')
  await Promise.all(relays.map((relay) => relay.stop()))
  const { rows } = await pool.query('select count(*) filter (where not relayed) as left from box')
  await queue.close()
  await pool.end()
  t.equal(Number(rows[0].left), 0)
  t.equal(ran.length, 300)
  t.equal(new Set(ran).size, 300)
})

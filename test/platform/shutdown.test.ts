import t from 'tap'
import { createLogger } from '../../src/platform/logger.ts'
import { createShutdown, type ShutdownOptions } from '../../src/platform/shutdown.ts'

const quiet = createLogger({ level: 'silent', service: 'test' })
const shutdownWith = (options: Partial<ShutdownOptions> = {}) => createShutdown({ logger: quiet, deadlineMs: 5000, ...options })

t.test('closes in order: intake, jobs, queues, Redis, PostgreSQL, services; whatever the order they were added in', async (t) => {
  const closed: string[] = []
  const shutdown = shutdownWith()
  for (const phase of ['stopServices', 'closePostgres', 'closeRedis', 'closeQueues', 'drainJobs', 'stopIntake'] as const) {
    shutdown.add(phase, {
      name: phase,
      close: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        closed.push(phase)
      },
    })
  }
  t.equal(shutdown.isStopping(), false)
  const running = shutdown.run('test')
  t.equal(shutdown.isStopping(), true)
  t.equal(await running, 0)
  t.strictSame(closed, ['stopIntake', 'drainJobs', 'closeQueues', 'closeRedis', 'closePostgres', 'stopServices'])
})

t.test('runs once, however often it is asked', async (t) => {
  let closed = 0
  const shutdown = shutdownWith()
  shutdown.add('stopIntake', { name: 'server', close: () => closed++ })
  t.strictSame(await Promise.all([shutdown.run('a'), shutdown.run('b')]), [0, 0])
  await shutdown.run('c')
  t.equal(closed, 1)
})

t.test('one closer that fails does not keep the others from closing, and shows in the exit code', async (t) => {
  let closed = false
  const shutdown = shutdownWith()
  shutdown.add('stopIntake', {
    name: 'broken',
    close: () => {
      throw new Error('broken')
    },
  })
  shutdown.add('closePostgres', {
    name: 'pool',
    close: () => {
      closed = true
    },
  })
  t.equal(await shutdown.run('test'), 1)
  t.ok(closed)
})

t.test('past the deadline it kills what has a kill and gives up', async (t) => {
  let killed = 0
  const shutdown = shutdownWith({ deadlineMs: 20 })
  shutdown.add('drainJobs', { name: 'stuck', close: () => new Promise(() => undefined) })
  shutdown.add('stopServices', { name: 'server', close: () => t.fail('must not be reached'), kill: () => killed++ })
  t.equal(await shutdown.run('test'), 1)
  t.equal(killed, 1)
})

t.test('a signal closes and exits', async (t) => {
  const exits: number[] = []
  const exited = Promise.withResolvers<void>()
  const shutdown = shutdownWith({
    exit: (code) => {
      exits.push(code)
      exited.resolve()
    },
  })
  const stopListening = shutdown.listen()
  t.teardown(stopListening)
  process.emit('SIGTERM', 'SIGTERM')
  await exited.promise
  t.strictSame(exits, [0])
})

t.test('Ctrl-C under npm arrives twice within a moment and counts once; a later second signal kills', async (t) => {
  const exits: number[] = []
  let killed = 0
  let nowMs = 0
  const shutdown = shutdownWith({ deadlineMs: 50, exit: (code) => void exits.push(code), now: () => nowMs })
  shutdown.add('drainJobs', { name: 'stuck', close: () => new Promise(() => undefined), kill: () => killed++ })
  t.teardown(shutdown.listen())
  process.emit('SIGINT', 'SIGINT')
  nowMs = 3
  process.emit('SIGINT', 'SIGINT')
  t.strictSame([exits, killed], [[], 0])
  nowMs = 900
  process.emit('SIGINT', 'SIGINT')
  t.strictSame([exits, killed], [[130], 1])
})

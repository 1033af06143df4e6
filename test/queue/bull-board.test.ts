import Fastify from 'fastify'
import t from 'tap'
import { createLogger } from '../../src/platform/logger.ts'
import { bullBoardPlugin } from '../../src/queue/bull-board.ts'
import { queues } from '../../src/queue/jobs.ts'
import { createQueue } from '../../src/queue/queue.ts'
import { emptyDatabase } from '../support/test-database.ts'
import { testRedis } from '../support/test-redis.ts'

const logger = createLogger({ level: 'silent', service: 'test' })

t.test('the dashboard shows every queue and its jobs, on both backends', async (t) => {
  const redis = await testRedis(t)
  const addresses = [
    { redisUrl: redis.url, databaseUrl: 'postgres://unused', prefix: redis.prefix },
    { databaseUrl: (await emptyDatabase(t)).connectionString, prefix: 'unused' },
  ]
  for (const address of addresses) {
    const queue = await createQueue({ ...address, logger })
    await queue.enqueue('file-refund', { id: 'rfc_1' }, { jobId: 'outbox-1' })
    const app = Fastify()
    await app.register(bullBoardPlugin(queue, '/staff/queues'), { prefix: '/staff/queues' })

    const page = await app.inject('/staff/queues')
    t.equal(page.statusCode, 200)
    t.match(page.body, '<base href="/staff/queues/"')
    const api = await app.inject('/staff/queues/api/queues?activeQueue=refunds&status=waiting&page=1&jobsPerPage=10')
    t.equal(api.statusCode, 200)
    const shown: { name: string; jobs: unknown[] }[] = api.json().queues
    t.strictSame(shown.map(({ name }) => name).sort(), Object.keys(queues).sort())
    t.match(shown.find(({ name }) => name === 'refunds')?.jobs, [{ id: 'outbox-1', name: 'file-refund' }])
    await app.close()
    await queue.close()
  }
})

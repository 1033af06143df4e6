import { createLogger } from '../../src/platform/logger.ts'
import { createQueue } from '../../src/queue/queue.ts'
import { idleProcessors } from './idle-processors.ts'

// A process of its own that takes a job and never ends it, to be killed by a test.
const [options = '{}'] = process.argv.slice(2)
const queue = await createQueue({ ...JSON.parse(options), logger: createLogger({ level: 'silent', service: 'test' }) })
const hang = async (): Promise<void> => {
  console.log('started')
  await new Promise(() => undefined)
}
await queue.work(idleProcessors({ 'sync-purchase': hang }), { lockMs: 1000, stalledIntervalMs: 500 })

import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../platform/logger.ts'
import type { Backend } from './backends.ts'
import type { RunningWorker } from './worker.ts'

// What a worker has to tell its store when its last job has ended takes milliseconds, when there is a store to tell.
const GRACE_MS = 3000

/**
 * Takes no further job, waits for the running ones however long they take, then closes. With the store away the workers' last words would
 * wait for it without end: they are dropped, and the jobs run again when their locks expire, which every job must bear anyway.
 */
export async function stopWorkers(
  workers: readonly RunningWorker[],
  { backend, logger }: { backend: Backend; logger: Logger },
): Promise<void> {
  const closed = Promise.all(workers.map(({ bull }) => bull.close())).then(() => true)
  const late = Promise.all(workers.map(({ idle }) => idle())).then(() => sleep(GRACE_MS, false, { ref: false }))
  if (await Promise.race([closed, late])) return
  logger.warn({}, 'queue: its store does not answer, the workers let go of it')
  backend.dropWorkers()
  await Promise.race([closed, sleep(GRACE_MS)])
}

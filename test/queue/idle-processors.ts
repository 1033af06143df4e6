import { JOB_NAMES } from '../../src/domain/outbox/jobs.ts'
import type { Processors } from '../../src/queue/worker.ts'

/** Processors that do nothing, but those given. */
export function idleProcessors(given: Partial<Processors> = {}): Processors {
  const idle = Object.fromEntries(JOB_NAMES.map((name) => [name, async () => undefined]))
  return { ...idle, ...given } as Processors
}

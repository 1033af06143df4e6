import { JOB_NAMES, SCHEDULED_JOBS } from '../../src/domain/outbox/jobs.ts'
import type { Schedules } from '../../src/queue/queue.ts'
import type { Processors } from '../../src/queue/worker.ts'

/** Processors that do nothing, but those given. */
export function idleProcessors(given: Partial<Processors> = {}): Processors {
  const idle = Object.fromEntries(JOB_NAMES.map((name) => [name, async () => undefined]))
  return { ...idle, ...given } as Processors
}

/** Schedules that never come, but those given. */
export function idleSchedules(given: Partial<Schedules> = {}): Schedules {
  const never = { cron: '0 0 1 1 *', timeZone: 'Asia/Shanghai' }
  return { ...Object.fromEntries(SCHEDULED_JOBS.map((name) => [name, never])), ...given } as Schedules
}

import { alternate } from './support/alternate.ts'
import type { Child } from './support/child.ts'
import { comparedByRate, type Row } from './support/row.ts'
import type { Sample } from './support/sample.ts'
import { inScope } from './support/scope.ts'

const ROUNDS = 3
const JOBS = { redis: 8_000, postgres: 1_000 }

/** Jobs through our queue module against bare BullMQ on the same backend, added a hundred at a time and run eight at a time. */
export function benchQueue(): Promise<Row[]> {
  return inScope(async (scope) => {
    const databaseUrl = await scope.database({ durable: true })
    const redisUrl = await scope.redis()
    const rows: Row[] = []
    for (const [backend, count] of Object.entries(JOBS)) {
      const settings = { databaseUrl, ...(backend === 'redis' ? { redisUrl } : {}) }
      const ours = await scope.child('jobs', { ...settings, kind: 'ours' })
      const bare = await scope.child('jobs', { ...settings, kind: 'bare' })
      const pair = await alternate({ ours: () => runJobs(ours, count), baseline: () => runJobs(bare, count) }, ROUNDS)
      rows.push(comparedByRate(`jobs added and run, BullMQ on ${backend}`, pair, { least: 0.9 }))
    }
    return rows
  })
}

async function runJobs(child: Child, count: number): Promise<Sample> {
  const before = await child.cpuUs()
  const seconds = await child.ask<number>('run', count)
  return { perSecond: count / seconds, cpuUs: ((await child.cpuUs()) - before) / count, p50Ms: Number.NaN, p99Ms: Number.NaN }
}

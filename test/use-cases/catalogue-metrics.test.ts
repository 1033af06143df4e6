import t from 'tap'
import { createAnswerCache } from '../../src/catalogue-cache/answer-cache.ts'
import { serveMetrics } from '../../src/compose/metrics.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createShutdown } from '../../src/platform/shutdown.ts'
import { quietPort } from '../support/quiet-port.ts'

t.test('/metrics tells the hit rate of rendered answers, and how full their memory is', async (t) => {
  const port = await quietPort()
  const shutdown = createShutdown({ logger: createLogger({ level: 'silent', service: 'test' }), deadlineMs: 1_000 })
  const queue = { counts: async () => ({}) } as Parameters<typeof serveMetrics>[0]['queue']
  const instruments = await serveMetrics({ service: 'gateway', host: '127.0.0.1', port, queue, shutdown })
  if (instruments === undefined) throw new Error('a port was given')
  t.teardown(() => shutdown.run('test'))
  const { onCacheEvent, observeMemory } = instruments
  const cache = createAnswerCache({
    freshS: 60,
    staleS: 60,
    maxBytes: 100_000,
    onError: (error) => t.fail(String(error)),
    onEvent: onCacheEvent,
  })
  observeMemory(() => ({ answer: cache.usage() }))
  const make = async () => ({ bytes: Buffer.alloc(6_000), isOvertaken: () => false })
  await Promise.all([cache.get('1', make), cache.get('1', make)])
  await cache.get('1', make)
  onCacheEvent({ kind: 'answer', tier: 'rendered', event: 'hit' })
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const said = (metric: string, label: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${metric}{`) && line.includes(label))
        ?.split(' ')
        .at(-1),
    )
  t.equal(said('catalogue_cache_events_total', 'event="miss"'), 1)
  t.equal(said('catalogue_cache_events_total', 'event="shared"'), 1)
  t.equal(said('catalogue_cache_events_total', 'event="hit"'), 2, 'one through the cache, one that was held')
  t.equal(said('catalogue_cache_memory', 'what="entries"'), 1)
  t.ok(said('catalogue_cache_memory', 'what="bytes"') >= 6_000)
  t.equal(said('catalogue_cache_memory', 'what="max_bytes"'), 100_000)
})

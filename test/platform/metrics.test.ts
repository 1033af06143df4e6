import t from 'tap'
import { createMetrics } from '../../src/platform/metrics.ts'

t.test('renders what was counted, with the service as a label', async (t) => {
  const metrics = createMetrics({ service: 'gateway', runtimeMetrics: false })
  metrics.counter({ name: 'webhook_attempts_total', help: 'attempts', labels: ['outcome'] }).inc({ outcome: 'delivered' }, 2)
  metrics.gauge({ name: 'queue_depth', help: 'waiting jobs', collect: (gauge) => gauge.set(7) })
  metrics.histogram({ name: 'http_server_duration_seconds', help: 'duration', labels: ['route'] }).observe({ route: '/v1/orders' }, 0.02)
  const { text, contentType } = await metrics.render()
  t.match(contentType, 'text/plain')
  t.match(text, 'webhook_attempts_total{outcome="delivered",service="gateway"} 2')
  t.match(text, 'queue_depth{service="gateway"} 7')
  t.match(text, /http_server_duration_seconds_bucket\{le="0.025",service="gateway",route="\/v1\/orders"\} 1/)
})

t.test('a count kept elsewhere is handed over when somebody looks', async (t) => {
  const metrics = createMetrics({ service: 'gateway', runtimeMetrics: false })
  let hits = 3
  metrics.counter({
    name: 'hits_total',
    help: 'hits',
    collect: (counter) => {
      counter.reset()
      counter.inc(hits)
    },
  })
  t.match((await metrics.render()).text, 'hits_total{service="gateway"} 3')
  hits += 1
  t.match((await metrics.render()).text, 'hits_total{service="gateway"} 4')
})

t.test('refuses labels that would make a series for every partner, id or URL', async (t) => {
  const metrics = createMetrics({ service: 'gateway', runtimeMetrics: false })
  t.throws(() => metrics.counter({ name: 'a_total', help: 'a', labels: ['partnerId'] }), /unbounded/)
  t.throws(() => metrics.histogram({ name: 'b_seconds', help: 'b', labels: ['url'] }), /unbounded/)
})

t.test('two registries in one process do not meet', async (t) => {
  const first = createMetrics({ service: 'gateway', runtimeMetrics: true })
  createMetrics({ service: 'worker', runtimeMetrics: true }).counter({ name: 'x_total', help: 'x' })
  const { text } = await first.render()
  t.match(text, 'process_resident_memory_bytes')
  t.notMatch(text, 'x_total')
})

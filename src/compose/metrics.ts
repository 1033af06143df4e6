import { createServer } from 'node:http'
import type { Usage } from '../catalogue-cache/bounded-store.ts'
import type { CacheEvent } from '../catalogue-cache/cached-read.ts'
import type { LedgerProofResult } from '../domain/wallet/wallet-ports.ts'
import type { RequestObserver } from '../http/plugins/access-log.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import type { JobQueue } from '../queue/queue.ts'
import type { composeUpstreams } from './upstreams.ts'

/** What the rooms report to; nothing in them knows who listens. */
export type Instruments = {
  observeRequest: RequestObserver
  onCacheEvent: (event: CacheEvent) => void
  /** What the catalogue keeps in memory, by kind: asked when somebody looks. */
  observeMemory: (usage: () => Record<string, Usage>) => void
}

type MetricsOptions = {
  service: string
  host: string
  port: number | undefined
  queue: JobQueue
  upstreams?: ObservedUpstreams
  shutdown: Shutdown
  lastProof?: () => Promise<LedgerProofResult | undefined>
}

type ObservedUpstreams = Pick<ReturnType<typeof composeUpstreams>, 'observe' | 'pauses'>

/**
 * Serves `/metrics` for Prometheus on a port of its own, away from partners: request times by route template, cache hits, jobs by
 * queue and state, and the process's own health. Labels never carry a partner, an id or a URL. Without a port
 * nothing is served.
 */
export async function serveMetrics(options: MetricsOptions): Promise<Instruments | undefined> {
  const { service, host, port, queue, shutdown } = options
  if (port === undefined) return undefined
  const metrics = createMetrics({ service, runtimeMetrics: true })
  const requests = metrics.histogram({
    name: 'http_server_duration_seconds',
    help: 'Time to answer, by route template.',
    labels: ['method', 'route', 'status'],
  })
  const onCacheEvent = countCacheEvents(metrics)
  metrics.gauge({
    name: 'queue_jobs',
    help: 'Jobs by queue and state.',
    labels: ['queue', 'state'],
    collect: async (gauge) => {
      for (const [name, counts] of Object.entries(await queue.counts())) {
        for (const [state, count] of Object.entries(counts)) gauge.set({ queue: name, state }, count)
      }
    },
  })
  if (options.upstreams !== undefined) observeUpstreams(metrics, options.upstreams)
  if (options.lastProof !== undefined) observeLedger(metrics, options.lastProof)
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    metrics.render().then(
      ({ text, contentType }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  shutdown.add('stopIntake', { name: 'metrics', close: () => new Promise<void>((resolve) => void server.close(() => resolve())) })
  return {
    observeRequest: ({ method, route, status, seconds }) => requests.observe({ method, route, status: String(status) }, seconds),
    onCacheEvent,
    observeMemory: (usage) => observeMemory(metrics, usage),
  }
}

/** Counted in plain numbers and handed over when somebody looks: these are told of with every answer. */
function countCacheEvents(metrics: Metrics): Instruments['onCacheEvent'] {
  const counts = new Map<string, { event: CacheEvent; count: number }>()
  metrics.counter({
    name: 'catalogue_cache_events_total',
    help: 'Look-ups of the catalogue cache: rendered answers, what is known in this process, what all processes share.',
    labels: ['kind', 'tier', 'event'],
    collect: (counter) => {
      counter.reset()
      for (const { event, count } of counts.values()) counter.inc(event, count)
    },
  })
  return (event) => {
    const key = `${event.kind} ${event.tier} ${event.event}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { event, count: 1 })
    else known.count += 1
  }
}

/** How full the memory of the catalogue is. */
function observeMemory(metrics: Metrics, usage: () => Record<string, Usage>): void {
  metrics.gauge({
    name: 'catalogue_cache_memory',
    help: 'What this process keeps of the catalogue: entries, their bytes, and the most bytes there may be.',
    labels: ['kind', 'what'],
    collect: (gauge) => {
      for (const [kind, { entries, bytes, maxBytes }] of Object.entries(usage())) {
        gauge.set({ kind, what: 'entries' }, entries)
        gauge.set({ kind, what: 'bytes' }, bytes)
        gauge.set({ kind, what: 'max_bytes' }, maxBytes)
      }
    },
  })
}

/** Every call to 1688 by API and result, and what is held back because of its limits. */
function observeUpstreams(metrics: Metrics, { observe, pauses }: ObservedUpstreams): void {
  const calls = metrics.histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Calls to 1688 by API; the code is ok or the failure.',
    labels: ['mode', 'api', 'code'],
  })
  observe(({ livemode, api, code, seconds }) => calls.observe({ mode: modeOf(livemode), api, code }, seconds))
  metrics.gauge({
    name: 'upstream_held_back_seconds',
    help: 'How long this process still holds calls back after 1688 named a limit; api * is the whole app.',
    labels: ['mode', 'api', 'code'],
    collect: (gauge) => {
      gauge.reset()
      for (const { livemode, api, code, until } of pauses()) {
        gauge.set({ mode: modeOf(livemode), api, code }, Math.max(0, (until.getTime() - Date.now()) / 1000))
      }
    },
  })
}

function modeOf(livemode: boolean): string {
  return livemode ? 'live' : 'test'
}

/** The last proof of the books, as it was kept. */
function observeLedger(metrics: ReturnType<typeof createMetrics>, lastProof: () => Promise<LedgerProofResult | undefined>): void {
  metrics.gauge({
    name: 'ledger_proof',
    help: 'The last proof of the ledger: postings added up, groups and balances that do not add up, time it was made (seconds).',
    labels: ['what'],
    collect: async (gauge) => {
      const proof = await lastProof()
      if (proof === undefined) return
      gauge.set({ what: 'postings' }, proof.postings)
      gauge.set({ what: 'problems' }, proof.unbalancedGroups.length + proof.driftedAccounts.length)
      gauge.set({ what: 'proved_at' }, proof.provedAt.getTime() / 1_000)
    },
  })
}

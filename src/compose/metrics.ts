import { createServer } from 'node:http'
import type { CacheEvent } from '../catalogue-cache/cached-read.ts'
import type { LedgerProofResult } from '../domain/wallet/wallet-ports.ts'
import type { RequestObserver } from '../http/plugins/access-log.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import type { JobQueue } from '../queue/queue.ts'
import type { composeUpstreams } from './upstreams.ts'

/** What the rooms report to; nothing in them knows who listens. */
export type Instruments = { observeRequest: RequestObserver; onCacheEvent: (event: CacheEvent) => void }

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
  const cache = metrics.counter({
    name: 'catalogue_cache_events_total',
    help: 'Look-ups of the catalogue cache.',
    labels: ['kind', 'tier', 'event'],
  })
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
    onCacheEvent: ({ kind, tier, event }) => cache.inc({ kind, tier, event }),
  }
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

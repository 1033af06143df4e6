import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type MetricOptions<L extends string> = { name: string; help: string; labels?: readonly L[] }
export type Metrics = {
  counter<L extends string>(options: MetricOptions<L> & { collect?: (counter: Counter<L>) => void }): Counter<L>
  gauge<L extends string>(options: MetricOptions<L> & { collect?: (gauge: Gauge<L>) => Promise<void> | void }): Gauge<L>
  histogram<L extends string>(options: MetricOptions<L> & { buckets?: number[] }): Histogram<L>
  /** The Prometheus text of everything registered here, and its content type. */
  render(): Promise<{ text: string; contentType: string }>
}

// A label with one value a partner, an id or a URL makes a new time series each: the store of metrics drowns (api-conventions 15).
const unboundedLabels = new Set(['partner', 'partnerId', 'id', 'orderId', 'keyId', 'requestId', 'jobId', 'url', 'path'])
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** One registry a process; `runtimeMetrics` adds memory, event-loop delay and garbage collection. */
export function createMetrics(options: { service: string; runtimeMetrics: boolean }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service: options.service })
  if (options.runtimeMetrics) collectDefaultMetrics({ register: registry })
  const base = <L extends string>({ name, help, labels = [] }: MetricOptions<L>) => {
    for (const label of labels) if (unboundedLabels.has(label)) throw new TypeError(`label ${label} of ${name} is unbounded`)
    return { name, help, labelNames: [...labels], registers: [registry] }
  }
  return {
    counter: ({ collect, ...metric }) => {
      const counter: Counter<never> = new Counter({ ...base(metric), ...(collect ? { collect: () => collect(counter) } : {}) })
      return counter
    },
    gauge: ({ collect, ...metric }) => {
      const gauge: Gauge<never> = new Gauge({ ...base(metric), ...(collect ? { collect: () => collect(gauge) } : {}) })
      return gauge
    },
    histogram: ({ buckets = secondsBuckets, ...metric }) => new Histogram({ ...base(metric), buckets }),
    render: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}

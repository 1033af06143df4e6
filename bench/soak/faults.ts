import { setTimeout as sleep } from 'node:timers/promises'

const DETAIL = 'product.search.queryProductDetail'
const CREATE = 'alibaba.trade.createCrossOrder'

/** One of every kind the mock can do; the rare ones stop an API or the app for long by design. */
const USUAL = [
  { kind: 'http', status: 500 },
  { kind: 'html', status: 502 },
  { kind: 'latency', ms: 9_000 },
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
  { kind: 'garbage' },
  { kind: 'business', code: '500' },
  { kind: 'gateway', code: 'gw.QosAPIFrequencyLimit' },
  { kind: 'variant', variant: 'emptySuccess', api: CREATE },
] as const
const RARE = [
  { kind: 'gateway', code: 'gw.QosAppFrequencyLimit' },
  { kind: 'gateway', code: 'gw.NoUsageLeftError', api: DETAIL },
] as const

/** Keeps one fault waiting at a time that lets 0 to 38 calls pass: one call in twenty fails. */
export function startFaults(control: (path: string, body?: object) => Promise<unknown>, share: number) {
  let stopped = false
  let added = 0
  const spread = 2 / share - 1
  const run = async (): Promise<void> => {
    while (!stopped) {
      const { faults } = (await control('/faults')) as { faults: unknown[] }
      if (faults.length === 0) {
        const fault = added % 40 === 39 ? RARE[Math.floor(added / 40) % RARE.length] : USUAL[added % USUAL.length]
        await control('/faults', { api: '*', ...fault, times: 1, skip: Math.floor(Math.random() * spread) })
        added += 1
      }
      await sleep(20)
    }
  }
  const running = run()
  return {
    hits: () => added,
    stop: async (): Promise<void> => {
      stopped = true
      await running
    },
  }
}

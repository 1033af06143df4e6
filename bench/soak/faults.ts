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

/** So many wait at a time: until a spent one is noticed and replaced, the others go on counting. */
const WAITING = 6

/** Keeps faults waiting that each let a random number of calls pass, so that `share` of all calls fail. */
export function startFaults(control: (path: string, body?: object) => Promise<unknown>, share: number) {
  let stopped = false
  let added = 0
  const spread = WAITING * (2 / share - 1)
  const run = async (): Promise<void> => {
    while (!stopped) {
      const { faults } = (await control('/faults')) as { faults: unknown[] }
      for (let missing = WAITING - faults.length; missing > 0; missing--) {
        const fault = added % 40 === 39 ? RARE[Math.floor(added / 40) % RARE.length] : USUAL[added % USUAL.length]
        await control('/faults', { api: '*', ...fault, times: 1, skip: Math.floor(Math.random() * spread) })
        added += 1
      }
      await sleep(20)
    }
  }
  const running = run()
  return {
    /** How many calls failed, but for those of the last moment. */
    hits: () => Math.max(0, added - WAITING),
    stop: async (): Promise<void> => {
      stopped = true
      await running
    },
  }
}

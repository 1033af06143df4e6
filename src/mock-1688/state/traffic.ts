import { GatewayError } from '../protocol/gateway-error.ts'
import type { Changes } from './changes.ts'
import type { Settings } from './settings.ts'

/** Counts calls: the frequency limit of an app, the quota of an API, and figures for the index page. */
export class Traffic {
  readonly calls = new Map<string, number>()
  /** Calls that a quota counted, by `appKey/API name`. */
  readonly spent = new Map<string, number>()
  readonly #changes: Changes
  #second = 0
  #inSecond = new Map<string, number>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** Lets a call through or throws the gateway's limit errors. */
  admit(appKey: string, api: string, settings: Settings): void {
    this.#limitFrequency(appKey, settings.appQps)
    const quota = settings.quotas[api] ?? settings.quotas['*']
    if (quota !== undefined) this.#spend(`${appKey}/${api}`, quota)
    this.calls.set(api, (this.calls.get(api) ?? 0) + 1)
  }

  /** Quotas set anew start to count anew. */
  refill(): void {
    for (const key of this.spent.keys()) this.#changes.mark('spent', key)
    this.spent.clear()
  }

  #spend(key: string, quota: number): void {
    const spent = this.spent.get(key) ?? 0
    if (spent >= quota) throw new GatewayError('gw.NoUsageLeftError')
    this.spent.set(key, spent + 1)
    this.#changes.mark('spent', key)
  }

  #limitFrequency(appKey: string, limit: number | null): void {
    const second = Math.floor(Date.now() / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#inSecond.clear()
    }
    const used = (this.#inSecond.get(appKey) ?? 0) + 1
    this.#inSecond.set(appKey, used)
    if (limit !== null && used > limit) throw new GatewayError('gw.QosAppFrequencyLimit')
  }
}

import { GatewayError } from '../protocol/gateway-error.ts'
import type { Settings } from './settings.ts'

/** Counts calls: the frequency limit of an app, the quota of an API, and figures for the index page. */
export class Traffic {
  readonly calls = new Map<string, number>()
  #second = 0
  #inSecond = new Map<string, number>()
  #spent = new Map<string, number>()

  /** Lets a call through or throws the gateway's limit errors. */
  admit(appKey: string, api: string, settings: Settings): void {
    this.#limitFrequency(appKey, settings.appQps)
    const quota = settings.quotas[api]
    const spent = this.#spent.get(api) ?? 0
    if (quota !== undefined && spent >= quota) throw new GatewayError('gw.NoUsageLeftError')
    if (quota !== undefined) this.#spent.set(api, spent + 1)
    this.calls.set(api, (this.calls.get(api) ?? 0) + 1)
  }

  /** Quotas set anew start to count anew. */
  refill(): void {
    this.#spent.clear()
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

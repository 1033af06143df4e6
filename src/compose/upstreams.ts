import type { Config } from '../config.ts'
import type { Clock } from '../domain/shared/clock.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { CarrierPort } from '../domain/upstream/carrier-port.ts'
import type { PushVerdict } from '../domain/upstream/push.ts'
import type { SandboxControl } from '../domain/upstream/sandbox-port.ts'
import type { UpstreamTokenStore, UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { Upstream1688 } from '../domain/upstream/upstream-port.ts'
import type { Logger } from '../platform/logger.ts'
import { createCarrier } from '../upstream/carrier.ts'
import { createUpstream1688 } from '../upstream/create-upstream.ts'
import { createSandboxControl } from '../upstream/sandbox-control.ts'

type Timeouts = { connectMs: number; readMs: number; effectMs: number }
export type UpstreamsOptions = { config: Config; logger: Logger; clock: Clock; timeouts: Timeouts }
type Account = { baseUrl: string; appKey: string; appSecret: string; accessToken: string; refreshToken: string | null }

/** The outside world of each mode; test-mode data can only reach the sandbox, live data only 1688 (invariant 12). */
export function composeUpstreams({ config, logger, clock, timeouts }: UpstreamsOptions) {
  const accounts = {
    live: config.secrets.live,
    sandbox: config.sandbox === undefined ? undefined : { ...config.sandbox, ...config.secrets.sandbox },
  }
  const connect = (account: Account | undefined) =>
    account && createUpstream1688({ ...account, tokens: tokensInMemory(account), timeouts, clock, logger })
  const live = connect(accounts.live)
  const sandbox = connect(accounts.sandbox)
  const upstreamFor = (livemode: boolean): Upstream1688 => required(livemode ? live : sandbox, livemode)
  const sandboxUrl = config.sandbox?.baseUrl
  return {
    upstreamFor,
    /** International carriers are spoken to in the sandbox only until a live contract is configured. */
    carrierFor: (livemode: boolean): CarrierPort =>
      required(livemode || sandboxUrl === undefined ? undefined : createCarrier({ baseUrl: sandboxUrl }), livemode),
    sandboxControl: sandboxUrl === undefined ? unavailableControl() : createSandboxControl({ baseUrl: sandboxUrl }),
    readPush: (payload: string, livemode: boolean): PushVerdict => upstreamFor(livemode).readPush(payload),
    verifyPush: (rawFormBody: Uint8Array): { livemode: boolean; verdict: PushVerdict } => {
      const asLive = live?.verifyPush(rawFormBody)
      if (asLive !== undefined && asLive.kind !== 'badSignature') return { livemode: true, verdict: asLive }
      return { livemode: false, verdict: sandbox?.verifyPush(rawFormBody) ?? { kind: 'badSignature' } }
    },
    close: async (): Promise<void> => {
      await Promise.all([live?.close(), sandbox?.close()])
    },
  }
}

function required<T>(port: T | undefined, livemode: boolean): T {
  if (port === undefined) throw new Refusal(livemode ? 'mode.test_only' : 'mode.live_only', { livemode })
  return port
}

/** Without a sandbox every rehearsal is refused when it is asked for. */
function unavailableControl(): SandboxControl {
  return new Proxy({} as SandboxControl, {
    get: () => () => {
      throw new Refusal('mode.live_only', { livemode: false })
    },
  })
}

/** The configured tokens, and whatever a refresh brought, for as long as the process lives. */
function tokensInMemory(account: Account): UpstreamTokenStore {
  let tokens: UpstreamTokens = { accessToken: account.accessToken, refreshToken: account.refreshToken, expiresAt: null }
  return {
    load: async () => tokens,
    save: async (next) => {
      tokens = next
    },
  }
}

import type { Config } from '../config.ts'
import type { Clock } from '../domain/shared/clock.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { Authorization } from '../domain/upstream/authorization.ts'
import type { CarrierPort } from '../domain/upstream/carrier-port.ts'
import type { PushVerdict } from '../domain/upstream/push.ts'
import type { SandboxControl } from '../domain/upstream/sandbox-port.ts'
import type { UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { Upstream1688 } from '../domain/upstream/upstream-port.ts'
import type { Logger } from '../platform/logger.ts'
import { createSeal } from '../platform/seal.ts'
import type { Db } from '../store/database.ts'
import { createUpstreamTokens } from '../store/upstream-tokens.ts'
import { createCarrier } from '../upstream/carrier.ts'
import type { CallObservation } from '../upstream/client.ts'
import { createUpstream1688 } from '../upstream/create-upstream.ts'
import { NO_QUOTA } from '../upstream/errors.ts'
import type { Pause } from '../upstream/pacing.ts'
import type { Limits } from '../upstream/resilience.ts'
import { createSandboxControl } from '../upstream/sandbox-control.ts'

type Timeouts = { connectMs: number; readMs: number; effectMs: number }
export type UpstreamsOptions = { config: Config; db: Db; logger: Logger; clock: Clock; timeouts: Timeouts; limits?: Partial<Limits> }
export type CallObserver = (call: CallObservation & { livemode: boolean }) => void
type Account = { baseUrl: string; appKey: string; appSecret: string; accessToken: string | null; refreshToken: string | null }

/** The outside world of each mode; test-mode data can only reach the sandbox, live data only 1688 (invariant 12). */
export function composeUpstreams({ config, db, logger, clock, timeouts, limits = {} }: UpstreamsOptions) {
  const accounts = {
    live: config.secrets.live,
    sandbox: config.sandbox === undefined ? undefined : { ...config.sandbox, ...config.secrets.sandbox },
  }
  let observer: CallObserver | undefined
  const connect = (account: Account | undefined, livemode: boolean) => {
    if (account === undefined) return undefined
    const { baseUrl, appKey, appSecret } = account
    const seed = configuredTokens(account)
    const seal = createSeal(config.secrets.encryption ?? appSecret)
    const tokens = createUpstreamTokens(db, { appKey, livemode, seed, seal, clock })
    return createUpstream1688({
      ...{ baseUrl, appKey, appSecret, tokens, seed, timeouts, limits, clock, logger: logger.child({ livemode }) },
      onCall: (call) => observer?.({ ...call, livemode }),
    })
  }
  const live = connect(accounts.live, true)
  const sandbox = connect(accounts.sandbox, false)
  const connected = [
    ...(live === undefined ? [] : [{ livemode: true, upstream: live }]),
    ...(sandbox === undefined ? [] : [{ livemode: false, upstream: sandbox }]),
  ]
  const upstreamFor = (livemode: boolean): Upstream1688 => required(livemode ? live : sandbox, livemode)
  const sandboxUrl = config.sandbox?.baseUrl
  return {
    upstreamFor,
    /** The modes there is an account for. */
    modes: connected.map(({ livemode }) => livemode),
    healthChecks: connected.flatMap(({ livemode, upstream }) => [
      {
        name: livemode ? 'authorization' : 'sandboxAuthorization',
        isRequired: false,
        check: async () => ADVICE[(await upstream.authorization()).state],
      },
      { name: livemode ? 'quota' : 'sandboxQuota', isRequired: false, check: async () => quotaAdvice(upstream.pauses()) },
    ]),
    /** Tells `listener` of every call from now on. */
    observe: (listener: CallObserver): void => {
      observer = listener
    },
    /** What is held back now, by this process. */
    pauses: () => connected.flatMap(({ livemode, upstream }) => upstream.pauses().map((pause) => ({ ...pause, livemode }))),
    keepAuthorized: async (): Promise<void> => {
      for (const { upstream } of connected) await upstream.keepAuthorized()
    },
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

/** What /health/ready says of an authorization; it names nothing that is secret. */
const ADVICE: Readonly<Record<Authorization['state'], true | string>> = {
  good: true,
  failing: '1688 does not answer the renewal of the authorization; it is tried again by itself',
  lost: '1688 has refused the authorization: a person must authorize anew (docs/real-1688.md)',
  none: '1688 has not been authorized yet (docs/real-1688.md)',
}

function quotaAdvice(pauses: readonly Pause[]): true | string {
  const usedUp = pauses.filter(({ code }) => code === NO_QUOTA).map(({ api }) => api)
  return usedUp.length === 0 || `1688 says that the purchased quota is used up: ${usedUp.join(', ')}; somebody must buy more`
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

/** What the configuration says of the buyer's authorization; an app authorized by code only has none. */
function configuredTokens({ accessToken, refreshToken }: Account): UpstreamTokens | undefined {
  return accessToken === null ? undefined : { accessToken, refreshToken, expiresAt: null, refreshExpiresAt: null }
}

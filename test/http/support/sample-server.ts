import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { assembleServer } from '../../../src/http/assemble-server.ts'
import type { HealthCheck } from '../../../src/http/open/open-door.ts'
import type { RequestObserver } from '../../../src/http/plugins/access-log.ts'
import type { ApiKeyRecord } from '../../../src/http/plugins/api-keys.ts'
import type { RateLimits } from '../../../src/http/plugins/rate-limit.ts'
import { buildPublicDocument } from '../../../src/http/routes.ts'
import { createApiKey } from '../../../src/platform/api-key.ts'
import { createManualClock } from '../../../src/platform/clock.ts'
import { createIds } from '../../../src/platform/ids.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { createMemoryIdempotency } from './memory-idempotency.ts'
import { type SampleServices, sampleRoutes, type Thing } from './sample-routes.ts'

export const NO_LIMITS: RateLimits = { policies: [], concurrency: 1000 }

/** A server with the sample routes, three keys and a log that can be read. */
export async function buildSampleServer(
  options: {
    limits?: RateLimits
    addRoutes?: (app: FastifyInstance) => Promise<void>
    onHeld?: () => void
    observe?: RequestObserver
  } = {},
) {
  const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))
  const ids = createIds()
  const records = new Map<string, ApiKeyRecord>()
  const lookUps: string[] = []
  const lines: string[] = []
  const idempotency = createMemoryIdempotency({ name: 'tx' as const })
  const services: SampleServices = {
    things: new Map<string, Thing>(),
    nextId: () => ids.next('ord'),
    preparations: { count: 0 },
    gate: { opens: Promise.resolve() },
  }
  let isDraining = false
  const checks: HealthCheck[] = [{ name: 'database', isRequired: true, check: async () => true }]

  function addKey(change: Partial<ApiKeyRecord> = {}): string {
    const livemode = change.livemode ?? true
    const key = createApiKey(livemode)
    records.set(key.keyId, {
      id: ids.next('key'),
      keyId: key.keyId,
      partnerId: 'par_a',
      livemode,
      secretSha256: key.secretSha256,
      scopes: ['things:read', 'things:write'],
      apiVersion: '2026-11-01',
      expiresAt: null,
      revokedAt: null,
      ...change,
    })
    return key.text
  }

  const limits = options.limits ?? NO_LIMITS
  const { app, authenticator } = await assembleServer({
    settings: { publicUrl: 'https://api.test', trustedProxies: [], limits: { live: limits, test: limits }, checkAnswers: true },
    logger: createLogger({ level: 'info', service: 'test', stream: { write: (line) => lines.push(line) } }),
    clock,
    ids,
    findApiKey: async (keyId) => {
      lookUps.push(keyId)
      return records.get(keyId)
    },
    idempotency,
    health: { checks, isDraining: () => isDraining },
    services,
    partnerRoutes: sampleRoutes,
    document: buildPublicDocument('https://api.test'),
    ...(options.addRoutes ? { addRoutes: options.addRoutes } : {}),
    ...(options.onHeld ? { onHeld: options.onHeld } : {}),
    ...(options.observe ? { observeRequest: options.observe } : {}),
  })
  const key = addKey()
  const call = (request: InjectOptions & { key?: string | null }): Promise<LightMyRequestResponse> => {
    const { key: own = key, headers, ...rest } = request
    return app.inject({ ...rest, headers: { ...(own === null ? {} : { authorization: `Bearer ${own}` }), ...headers } })
  }
  let calls = 0
  const post = (payload: NonNullable<InjectOptions['payload']>, headers: Record<string, string> = {}, own: string = key) =>
    call({ method: 'POST', url: '/v1/things', payload, key: own, headers: { 'idempotency-key': `key-of-test-${calls++}`, ...headers } })
  return {
    ...{ app, authenticator, clock, records, lookUps, lines, idempotency, services, checks, addKey, key, call, post },
    drain: () => {
      isDraining = true
    },
  }
}

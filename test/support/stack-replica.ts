import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { DEMO_KEY } from '../../src/compose/demo.ts'
import { buildGateway } from '../../src/compose/gateway.ts'
import { LIVE_LIMITS } from '../../src/http/plugins/rate-limit.ts'
import { createApiClient } from './stack-client.ts'
import type { StackCore } from './stack-core.ts'

/** One more gateway on the same database: what it keeps in memory is its own. */
export async function startReplica(t: Test, { core, config, logger }: StackCore) {
  const limits = { live: LIVE_LIMITS, test: LIVE_LIMITS }
  const { app } = await buildGateway({ core, config, logger, publicUrl: 'http://127.0.0.1', isDraining: () => false, limits })
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return { url, partner: createApiClient({ url, apiKey: DEMO_KEY.text }) }
}

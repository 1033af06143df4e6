import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import { apiRoutes } from './api-routes.ts'
import { checkoutPage } from './checkout-page.ts'
import { controlRoutes } from './control-routes.ts'
import { createWorld } from './world.ts'

export type MockPaymentsOptions = {
  /** 0 = any free port (the default). */
  port?: number
  host?: string
  callbackUrl?: string
  secret?: string
  /** Where payments are kept over restarts; in memory only without it. */
  file?: string
}

export type MockPayments = {
  /** `http://host:port`, without a slash at the end. */
  url: string
  close(): Promise<void>
}

/** Everybody may know it: no money is real here. */
const DEMO_SECRET = 'sandbox-payment-secret'
const TICK_MS = 1_000

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, for the signature. */
    rawText?: string
  }
}

/** Starts the mock of the payment provider: its API, its checkout page, its control plane. */
export async function createMockPayments(options: MockPaymentsOptions = {}): Promise<MockPayments> {
  const server: FastifyInstance = Fastify({ forceCloseConnections: true })
  const holder = { url: '' }
  const world = createWorld({ secret: options.secret ?? DEMO_SECRET, publicUrl: () => holder.url, file: options.file })
  world.notifier.settings.url = options.callbackUrl ?? null
  await server.register(formbody)
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawText = String(body)
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
  apiRoutes(server, world)
  controlRoutes(server, world)
  checkoutPage(server, world)
  server.get('/health/live', () => ({ status: 'ok' }))
  holder.url = await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
  const ticking = setInterval(() => world.payments.expireDue(), TICK_MS)
  ticking.unref()
  return {
    url: holder.url,
    async close() {
      clearInterval(ticking)
      await server.close()
      await world.notifier.close()
    },
  }
}

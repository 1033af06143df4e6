import { join } from 'node:path'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { carrierRoutes } from './carrier/carrier-routes.ts'
import { cashierRoutes } from './cashier-routes.ts'
import { appControls } from './control/app-controls.ts'
import { imageControls } from './control/image-controls.ts'
import { orderControls } from './control/order-controls.ts'
import { parcelControls } from './control/parcel-controls.ts'
import { productControls } from './control/product-controls.ts'
import { pushControls } from './control/push-controls.ts'
import { refundControls } from './control/refund-controls.ts'
import { stateControls } from './control/state-controls.ts'
import { gatewayRoutes } from './gateway-routes.ts'
import { indexPage } from './index-page.ts'
import { pictureRoutes } from './picture-routes.ts'
import { type AppSeed, DEMO_APP } from './state/apps.ts'
import { Keeper } from './state/keeping/keeper.ts'
import { runDue } from './state/run-due.ts'
import { createWorld, type World } from './state/world.ts'

export type Mock1688Options = {
  /** 0 = any free port (the default). */
  port?: number
  host?: string
  /** Where pictures and labels are reached from outside; default: the address listened on. */
  publicUrl?: string
  callbackUrl?: string
  apps?: readonly AppSeed[]
  products?: number
  /** Where orders and all else that happened are kept over a restart; null (the default): nowhere. */
  stateDir?: string | null
  logger?: FastifyBaseLogger
}

export type Mock1688 = {
  /** `http://host:port`, without a slash at the end. */
  url: string
  publicUrl: string
  /** Resolves when no push is being sent or waits to be sent again. */
  pushesIdle(): Promise<void>
  close(): Promise<void>
}

const BODY_LIMIT = 20 * 1024 * 1024
const TICK_MS = 500

/** Starts the mock of 1688, its couriers, its carrier and its control plane; resolves when it listens. */
export async function createMock1688(options: Mock1688Options = {}): Promise<Mock1688> {
  // Request lines would carry tokens: a GET call has them in its URL.
  const base = { bodyLimit: BODY_LIMIT, logController: new LogController({ disableRequestLogging: true }), forceCloseConnections: true }
  const server: FastifyInstance = options.logger ? Fastify({ ...base, loggerInstance: options.logger }) : Fastify(base)
  const holder: { world: World | null; keeper: Keeper | null } = { world: null, keeper: null }
  const world = (): World => {
    if (!holder.world) throw new Error('the mock does not listen yet')
    return holder.world
  }
  const reset = async (): Promise<void> => {
    const old = world()
    old.images.clear()
    old.faults.clear()
    holder.world = newWorld(old.publicUrl, options)
    holder.keeper?.replace(holder.world)
    await old.pushes.close()
  }
  // Nobody hears of a change that is not written down yet.
  const flush = (): void => holder.keeper?.flush()
  server.addHook('onSend', async () => flush())
  await addRoutes(server, { world, reset, flush })
  const url = await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
  const publicUrl = (options.publicUrl ?? url).replace(/\/$/, '')
  holder.world = newWorld(publicUrl, options)
  holder.keeper = options.stateDir ? keeperOf(options.stateDir, holder.world, options.logger) : null
  // Time-outs and the autopilot go on without calls, too.
  const ticking = setInterval(() => {
    runDue(world())
    flush()
  }, TICK_MS)
  ticking.unref()
  return {
    url,
    publicUrl,
    pushesIdle: () => world().pushes.idle(),
    async close() {
      clearInterval(ticking)
      await server.close()
      await world().pushes.close()
      holder.keeper?.close()
    },
  }
}

type Doors = { world: () => World; reset: () => Promise<void>; flush: () => void }

async function addRoutes(server: FastifyInstance, { world, reset, flush }: Doors): Promise<void> {
  await server.register(formbody)
  // JSON and anything untyped arrive as text: the control plane reads it itself, losslessly.
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser(['application/json', 'text/plain'], { parseAs: 'string' }, (_request, body, done) => done(null, body))
  server.addContentTypeParser(/^multipart\/form-data/, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  gatewayRoutes(server, { world, flush })
  const pictures = pictureRoutes(server, world)
  carrierRoutes(server, world)
  cashierRoutes(server, world)
  appControls(server, world)
  stateControls(server, { world, reset })
  orderControls(server, world)
  parcelControls(server, world)
  refundControls(server, world)
  productControls(server, world)
  imageControls(server, world)
  pushControls(server, world)
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(indexPage(world(), pictures.bytes)))
  server.get('/health/live', () => ({ status: 'ok' }))
}

function newWorld(publicUrl: string, options: Mock1688Options): World {
  return createWorld({
    publicUrl,
    callbackUrl: options.callbackUrl ?? null,
    apps: options.apps ?? [DEMO_APP],
    products: options.products ?? 1_000_000,
    vouchersFolder: options.stateDir ? join(options.stateDir, 'vouchers') : null,
  })
}

function keeperOf(stateDir: string, world: World, logger: FastifyBaseLogger | undefined): Keeper {
  const { keeper, damaged } = Keeper.restore(stateDir, world)
  if (damaged !== null) logger?.warn({ damaged }, 'the kept state could not be read: moved aside, the mock starts afresh')
  return keeper
}

import { createServer, type RequestListener, type Server } from 'node:http'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { createRequestIds } from '../platform/ids.ts'
import type { Logger } from '../platform/logger.ts'
import { addDocs, DOCS_PREFIX } from './docs/add-docs.ts'
import type { OpenapiDocument } from './document/document.ts'
import { createHeldAnswers } from './held-answers.ts'
import { createHotLane, type HotLane } from './hot-lane.ts'
import type { HealthCheck } from './open/open-door.ts'
import { addUploads } from './partner-api/files/add-uploads.ts'
import { createPartnerDoor } from './partner-api/partner-door.ts'
import { addAccessLog, createRequestReporter, type RequestObserver } from './plugins/access-log.ts'
import { type Authenticator, createAuthenticator, type FindApiKey } from './plugins/api-keys.ts'
import { readJsonBodies, refuseKeysInUrls, refuseUnwrittenAnswers } from './plugins/guards.ts'
import type { IdempotencyPort } from './plugins/idempotency.ts'
import { recordMethods } from './plugins/methods.ts'
import { createLocalQuota, type QuotaStore } from './plugins/quota.ts'
import { createRateLimiter, LIVE_LIMITS, type RateLimiter, type RateLimits, TEST_LIMITS } from './plugins/rate-limit.ts'
import { childLoggerOnDemand } from './plugins/request-logger.ts'
import { answerHeaders } from './plugins/security-headers.ts'
import { refuseUnstorableQueries } from './plugins/storable-text.ts'
import { Problem, pathOf, sendProblem } from './problem.ts'
import { decorateRequests, registerRoutes } from './register-routes.ts'
import type { Route } from './route.ts'
import { assertRoutes } from './route-rules.ts'
import { openRoutes } from './routes.ts'
import { createValidatorCompiler } from './schema/request-validator.ts'
import { answerSocketError } from './socket-error.ts'
import { QUEUE_BOARD_PATH } from './staff-api/pages/queue-board.ts'

export type ServerSettings = {
  /** Where callers reach us, without a slash at the end: in the document and in the `type` of problems. */
  publicUrl: string
  /** Addresses of the proxies in front; `X-Forwarded-For` counts only from them. */
  trustedProxies: readonly string[]
  limits?: { live: RateLimits; test: RateLimits }
  /** Parses every answer with zod before it is written: tests and staging. */
  checkAnswers: boolean
}

export type AssemblyDeps<Tx, Services extends object> = {
  settings: ServerSettings
  logger: Logger
  clock: Clock
  ids: Ids
  findApiKey: FindApiKey
  idempotency: IdempotencyPort<Tx>
  /** Shared by all gateways, or of this process when absent. */
  quota?: QuotaStore
  health: { checks: readonly HealthCheck[]; isDraining: () => boolean }
  /** What partner handlers call: commands, reads, preparations. */
  services: Services
  observeRequest?: RequestObserver
  /** Hears of a request that Ajv refused although zod would have taken it. */
  onDivergence?: (part: string, pointer: string) => void
  /** Other doors of the same process: staff, callbacks. Called before the documentation is added. */
  addRoutes?: (app: FastifyInstance) => Promise<void>
  /** The partner API, and the document that describes it. */
  partnerRoutes: readonly Route[]
  /** Hears of each answer that was given again without a route's work, for metrics. */
  onHeld?: () => void
  document: OpenapiDocument
}

/** The server, not listening yet. `authenticator.forget` makes a revocation act at once in this process. */
export type BuiltServer = { app: FastifyInstance; authenticator: Authenticator }

/** Puts a server together: what every request passes first, then the doors with their routes, then the documentation. */
export async function assembleServer<Tx, Services extends object>(deps: AssemblyDeps<Tx, Services>): Promise<BuiltServer> {
  assertRoutes([...deps.partnerRoutes, ...openRoutes])
  const authenticator = createAuthenticator({ findApiKey: deps.findApiKey, clock: deps.clock })
  const rateLimiter = rateLimiterOf(deps)
  const nextRequestId = createRequestIds()
  const errorPageUrl = errorPageUrlOf(deps.settings)
  const report = createRequestReporter(deps.logger, deps.observeRequest ?? (() => undefined))
  const { onHeld = () => undefined, idempotency, services } = deps
  const held = createHeldAnswers()
  const { checkAnswers } = deps.settings
  const lane = createHotLane({ authenticator, rateLimiter, held, onHeld, nextRequestId, errorPageUrl, report })
  const app = createApp(deps, { lane, nextRequestId })
  app.addHook('preClose', async () => lane.close())
  const methods = recordMethods(app)
  decorateRequests(app)
  readJsonBodies(app)
  app.setValidatorCompiler(
    createValidatorCompiler(deps.onDivergence ?? (() => undefined)) as Parameters<FastifyInstance['setValidatorCompiler']>[0],
  )
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, errorPageUrl))
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.allowedAt(pathOf(request.url))
    // A file server knows its path and method and may still not have the file.
    const isWrongMethod = allowed.length > 0 && !allowed.includes(request.method)
    const missing = new Problem('resource.not_found')
    const wrongMethod = new Problem('request.method_not_allowed', { allowed }, { headers: { allow: allowed.join(', ') } })
    return sendProblem(isWrongMethod ? wrongMethod : missing, request, reply, errorPageUrl)
  })
  app.addHook('onRequest', answerHeaders)
  refuseKeysInUrls(app)
  refuseUnstorableQueries(app)
  refuseUnwrittenAnswers(app, [`${DOCS_PREFIX}/`, `${QUEUE_BOARD_PATH}/`])
  addAccessLog(app, report)
  const partnerDoor = createPartnerDoor({ authenticator, rateLimiter, held, idempotency, services, checkAnswers })
  registerRoutes(
    app,
    deps.partnerRoutes.filter(({ receive }) => receive === undefined),
    partnerDoor,
  )
  await addUploads(
    app,
    deps.partnerRoutes.filter(({ receive }) => receive !== undefined),
    partnerDoor,
  )
  registerRoutes(app, openRoutes, {
    name: 'open',
    onRequest: [],
    context: () => ({ health: deps.health }),
    checkAnswers: deps.settings.checkAnswers,
  })
  await deps.addRoutes?.(app)
  await addDocs(app, deps.document)
  return { app, authenticator }
}

type Entrance = { lane: HotLane; nextRequestId: () => string }

function createApp<Tx, Services extends object>(
  { settings, logger, ids }: AssemblyDeps<Tx, Services>,
  { lane, nextRequestId }: Entrance,
): FastifyInstance {
  const errorPageUrl = errorPageUrlOf(settings)
  return fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    childLoggerFactory: childLoggerOnDemand,
    serverFactory: (route) => createLanedServer(lane, route),
    genReqId: nextRequestId,
    requestIdHeader: false,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: 256 * 1024,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false, caseSensitive: true },
    forceCloseConnections: 'idle',
    // Errors before routing have no hooks behind them: the id is set here.
    frameworkErrors: (error, request: FastifyRequest, reply) => {
      reply.header('request-id', request.id)
      sendProblem(error, request, reply, errorPageUrl)
    },
    clientErrorHandler: (error, socket) => answerSocketError(error, socket, { requestId: ids.next('req'), errorPageUrl }),
  })
}

/** A server that asks the lane first. Fastify sets time-outs only on servers it makes itself. */
function createLanedServer(lane: HotLane, route: RequestListener): Server {
  const server = createServer((request, response) => {
    if (!lane.answer(request, response)) route(request, response)
  })
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 72_000
  return server.setTimeout(60_000)
}

function rateLimiterOf<Tx, Services extends object>({ settings, quota, clock }: AssemblyDeps<Tx, Services>): RateLimiter {
  return createRateLimiter({ quota: quota ?? createLocalQuota(clock), ...(settings.limits ?? { live: LIVE_LIMITS, test: TEST_LIMITS }) })
}

function errorPageUrlOf(settings: ServerSettings): string {
  return `${settings.publicUrl}${DOCS_PREFIX}/errors`
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../../platform/logger.ts'

/** Told of every finished request, for metrics; labels are bounded. */
export type RequestObserver = (request: { method: string; route: string; status: number; seconds: number }) => void

/** What is told of a request: the route's template and never the URL, whose query may hold anything. */
export type RequestReport = {
  requestId: string
  method: string
  route: string
  status: number
  ms: number
  partnerId?: string | undefined
  keyId?: string | undefined
  version?: string | undefined
  code?: string | undefined
  idempotency?: string | undefined
  correlationId?: string | undefined
  bytes?: number | undefined
}

/** Counts a finished request and writes its line; nothing is written for a level that leaves it out. */
export function createRequestReporter(logger: Logger, observe: RequestObserver): (request: RequestReport) => void {
  const loggerOf = loggersByCaller(logger)
  return (request) => {
    const { requestId, method, route, status, ms, version, code, idempotency, correlationId, bytes } = request
    observe({ method, route, status, seconds: ms / 1000 })
    if (!logger.isLevelEnabled('info')) return
    const own = { requestId, method, status, ms: Math.round(ms * 10) / 10, version, code, idempotency, correlationId, bytes }
    loggerOf(request).info(own, 'request.completed')
  }
}

/** A logger for each key and route, with their fields written once: a line then costs a third less. */
function loggersByCaller(logger: Logger): (request: RequestReport) => Logger {
  const byKey = new Map<string | undefined, Map<string, Logger>>()
  let made = 0
  return ({ partnerId, keyId, route }) => {
    const known = byKey.get(keyId)?.get(route)
    if (known !== undefined) return known
    if (made === MOST_LOGGERS) {
      byKey.clear()
      made = 0
    }
    made += 1
    const bound = logger.child({ partnerId, keyId, route })
    byKey.set(keyId, (byKey.get(keyId) ?? new Map<string, Logger>()).set(route, bound))
    return bound
  }
}

const MOST_LOGGERS = 5_000

/** One report a request. */
export function addAccessLog(app: FastifyInstance, report: (request: RequestReport) => void): void {
  app.addHook('onResponse', (request, reply, done) => {
    report(reportOf(request, reply))
    done()
  })
}

function reportOf(request: FastifyRequest, reply: FastifyReply): RequestReport {
  const { principal } = request
  const length = reply.getHeader('content-length')
  const correlationId = request.headers['x-correlation-id']
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status: reply.statusCode,
    ms: reply.elapsedTime,
    partnerId: principal?.partnerId,
    keyId: principal?.keyId,
    version: principal ? request.apiVersion : undefined,
    code: request.problemCode ?? undefined,
    idempotency: request.idempotency ?? undefined,
    correlationId: typeof correlationId === 'string' && CORRELATION_ID.test(correlationId) ? correlationId : undefined,
    bytes: length === undefined ? undefined : Number(length),
  }
}

/** A partner's own id of a request: logged and echoed, never used as ours. */
export const CORRELATION_ID = /^[\w.-]{1,128}$/

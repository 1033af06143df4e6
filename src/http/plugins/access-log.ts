import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../../platform/logger.ts'

/** Told of every finished request, for metrics; labels are bounded. */
export type RequestObserver = (request: { method: string; route: string; status: number; seconds: number }) => void

/** One line a request: the route's template and never the URL, whose query may hold anything. */
export function addAccessLog(app: FastifyInstance, logger: Logger, observe: RequestObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    const ms = reply.elapsedTime
    const route = request.routeOptions.url ?? 'none'
    observe({ method: request.method, route, status: reply.statusCode, seconds: ms / 1000 })
    // Nothing is gathered for a line that the level leaves out.
    if (logger.isLevelEnabled('info')) logger.info(lineOf(request, reply, ms), 'request.completed')
    done()
  })
}

function lineOf(request: FastifyRequest, reply: FastifyReply, ms: number): Record<string, unknown> {
  const { principal } = request
  const length = reply.getHeader('content-length')
  const correlationId = request.headers['x-correlation-id']
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status: reply.statusCode,
    ms: Math.round(ms * 10) / 10,
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

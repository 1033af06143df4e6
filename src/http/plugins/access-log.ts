import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Told of every finished request, for metrics; labels are bounded. */
export type RequestObserver = (request: { method: string; route: string; status: number; seconds: number }) => void

/** One line a request: the route's template and never the URL, whose query may hold anything. */
export function addAccessLog(app: FastifyInstance, observe: RequestObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const method = request.method
    const status = reply.statusCode
    observe({ method, route, status, seconds: reply.elapsedTime / 1000 })
    request.log.info(
      {
        method,
        route,
        status,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...callerOf(request),
        ...lengthOf(reply.getHeader('content-length')),
      },
      'request.completed',
    )
    done()
  })
}

function callerOf(request: FastifyRequest): Record<string, unknown> {
  const correlationId = request.headers['x-correlation-id']
  return {
    ...(request.principal ? { partnerId: request.principal.partnerId, keyId: request.principal.keyId, version: request.apiVersion } : {}),
    ...(request.problemCode ? { code: request.problemCode } : {}),
    ...(request.idempotency ? { idempotency: request.idempotency } : {}),
    ...(typeof correlationId === 'string' && CORRELATION_ID.test(correlationId) ? { correlationId } : {}),
  }
}

function lengthOf(header: unknown): { bytes?: number } {
  return header === undefined ? {} : { bytes: Number(header) }
}

/** A partner's own id of a request: logged and echoed, never used as ours. */
export const CORRELATION_ID = /^[\w.-]{1,128}$/

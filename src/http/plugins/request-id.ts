import type { FastifyInstance } from 'fastify'
import { CORRELATION_ID } from './access-log.ts'

/** Puts our id on every answer, also on 404 and 429, and echoes the partner's own. */
export function addRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('request-id', request.id)
    const correlationId = request.headers['x-correlation-id']
    if (typeof correlationId === 'string' && CORRELATION_ID.test(correlationId)) reply.header('x-correlation-id', correlationId)
    done()
  })
}

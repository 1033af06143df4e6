import helmet from '@fastify/helmet'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { CORRELATION_ID } from './access-log.ts'

/**
 * Headers of every answer: nothing here is a page, so nothing may be run, framed or embedded. Written once instead of by helmet,
 * which composes its policy anew for each request; pages use `addPageHeaders`.
 */
export const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Puts our id and the security headers on every answer, also on 404 and 429, and echoes the partner's own id. */
export const answerHeaders: onRequestHookHandler = (request, reply, done) => {
  reply.headers(API_HEADERS)
  reply.header('request-id', request.id)
  const correlationId = request.headers['x-correlation-id']
  if (typeof correlationId === 'string' && CORRELATION_ID.test(correlationId)) reply.header('x-correlation-id', correlationId)
  done()
}

/** Headers for pages of ours: only our own scripts run, and nobody frames us. Replaces the policy of plain answers. */
export async function addPageHeaders(pages: FastifyInstance): Promise<void> {
  // Helmet writes past Fastify's own headers, which would win when the answer is sent: those of plain answers go first.
  pages.addHook('onRequest', (_request, reply, done) => {
    for (const name of Object.keys(API_HEADERS)) reply.removeHeader(name)
    done()
  })
  await pages.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
  })
}

import helmet from '@fastify/helmet'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { CORRELATION_ID } from './access-log.ts'

/**
 * Headers of every answer: nothing here is a page, so nothing may be run or framed. Written once instead of by helmet, which composes
 * its policy anew for each request; pages use `addPageHeaders`.
 */
export const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

/**
 * For doors that a browser opens, with a cookie or by a link. The partner API answers to a key that no browser sends by itself: nothing
 * of it can be embedded or framed from elsewhere, and these would be written with each of thousands of answers a second.
 */
const BROWSER_HEADERS = {
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
}

const PARTNER_PREFIX = '/v1/'

/** Puts our id and the security headers on every answer, also on 404 and 429, and echoes the partner's own id. */
export const answerHeaders: onRequestHookHandler = (request, reply, done) => {
  reply.headers(API_HEADERS)
  if (!request.url.startsWith(PARTNER_PREFIX)) reply.headers(BROWSER_HEADERS)
  reply.header('request-id', request.id)
  const correlationId = request.headers['x-correlation-id']
  if (typeof correlationId === 'string' && CORRELATION_ID.test(correlationId)) reply.header('x-correlation-id', correlationId)
  done()
}

/** Headers for pages of ours: only our own scripts run, and nobody frames us. Replaces the policy of plain answers. */
export async function addPageHeaders(pages: FastifyInstance): Promise<void> {
  // Helmet writes past Fastify's own headers, which would win when the answer is sent: those of plain answers go first.
  pages.addHook('onRequest', (_request, reply, done) => {
    for (const name of Object.keys({ ...API_HEADERS, ...BROWSER_HEADERS })) reply.removeHeader(name)
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

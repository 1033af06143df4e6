import type { FastifyInstance } from 'fastify'
import { Problem, pathOf } from '../problem.ts'
import { requireStorableText } from './storable-text.ts'

/** Refuses an API key in a URL even if it is right: URLs end up in logs and histories. */
export function refuseKeysInUrls(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const query = request.url.slice(pathOf(request.url).length)
    done(query !== '' && /xyg_(live|test)_/.test(query) ? new Problem('auth.key_in_url') : undefined)
  })
}

/**
 * Our routes send text that their schema wrote. An object that reaches Fastify's own serialiser has no schema and would leave
 * with every field it has: a failure, except for the documentation's own pages.
 */
export function refuseUnwrittenAnswers(app: FastifyInstance, exemptPrefixes: readonly string[]): void {
  app.addHook('preSerialization', (request, reply, payload, done) => {
    const path = pathOf(request.url)
    if (exemptPrefixes.some((prefix) => path.startsWith(prefix))) return done(null, payload)
    const status = reply.statusCode
    done(new Error(`no response schema: ${request.method} ${request.routeOptions.url ?? 'unknown'} ${status}`))
  })
}

/** Reads `application/json` and merge patches; an empty body is no body, since many clients name a type they do not send. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['application/json', 'application/merge-patch+json'], { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    const text = String(body)
    void parse(request, text, (error, value) => {
      try {
        if (error === null) requireStorableText('body', text, value)
        done(error, value)
      } catch (problem) {
        done(problem as Error)
      }
    })
  })
}

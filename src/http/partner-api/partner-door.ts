import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Actor } from '../../domain/shared/actor.ts'
import type { Tenant } from '../../domain/shared/tenant.ts'
import type { HeldAnswers } from '../held-answers.ts'
import type { Authenticator, Principal } from '../plugins/api-keys.ts'
import { apiVersionOf } from '../plugins/api-version.ts'
import type { IdempotencyPort } from '../plugins/idempotency.ts'
import type { RateLimiter, RateLimitHeaders } from '../plugins/rate-limit.ts'
import { Problem } from '../problem.ts'
import type { Door } from '../register-routes.ts'
import type { Route } from '../route.ts'

/** Who calls and for whom: part of what every partner handler gets. */
export type Caller = { principal: Principal; tenant: Tenant; actor: Actor }

/** The door of partners: a key, its version, its scope, its quota, in this order and before the body is read. */
export function createPartnerDoor<Tx, Services extends object>(deps: {
  authenticator: Authenticator
  rateLimiter: RateLimiter
  held: HeldAnswers
  idempotency: IdempotencyPort<Tx>
  services: Services
  checkAnswers: boolean
}): Door {
  const contexts = new WeakMap<Principal, object>()
  const contextOf = (principal: Principal): object => {
    const caller: Caller = { principal, tenant: principal.tenant, actor: { kind: 'partner', id: principal.keyId } }
    const context = { ...deps.services, ...caller }
    contexts.set(principal, context)
    return context
  }
  return {
    name: 'partner',
    checkAnswers: deps.checkAnswers,
    onRequest: [(route) => enter(route, deps)],
    hold: (request, route, again) => {
      const { url, headers, routeOptions } = request
      const asked = { url, acceptLanguage: headers['accept-language'] }
      deps.held.hold(principalOf(request), { ...asked, again, route: routeOptions.url ?? route.path, cost: route.cost ?? 1 })
    },
    occupy: (request) => deps.rateLimiter.enter(principalOf(request)),
    context: (request) => {
      const principal = principalOf(request)
      return contexts.get(principal) ?? contextOf(principal)
    },
    idempotency: { port: deps.idempotency as IdempotencyPort<unknown>, owner: (request) => principalOf(request).tenant },
  }
}

type Guards = { authenticator: Authenticator; rateLimiter: RateLimiter }

/** One hook for all steps, and no waiting where nothing is waited for: a remembered key and a local quota cost no turn of the loop. */
function enter(route: Route, { authenticator, rateLimiter }: Guards): onRequestHookHandler {
  const assertAcceptable = acceptsJson(route)
  const cost = route.cost ?? 1

  function charge(principal: Principal, request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
    request.principal = principal
    request.apiVersion = apiVersionOf(request.headers['api-version'], principal.apiVersion)
    reply.header('api-version', request.apiVersion)
    const charged = rateLimiter.charge(principal, cost)
    return charged instanceof Promise ? charged.then((headers) => admit(headers, principal, reply)) : admit(charged, principal, reply)
  }

  function admit(headers: RateLimitHeaders, principal: Principal, reply: FastifyReply): void {
    reply.headers(headers)
    if (route.scope !== null && !principal.scopes.has(route.scope)) throw new Problem('auth.scope_missing', { allowed: [route.scope] })
  }

  function check(request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
    assertAcceptable(request)
    const proven = authenticator.authenticate(request.headers.authorization, request)
    return proven instanceof Promise ? proven.then((principal) => charge(principal, request, reply)) : charge(proven, request, reply)
  }

  return (request, reply, done) => {
    let checking: void | Promise<void>
    try {
      checking = check(request, reply)
    } catch (error) {
      return done(error as Error)
    }
    if (checking instanceof Promise) checking.then(() => done(), done)
    else done()
  }
}

/** 406 before any work, when the caller could not read the answer. */
function acceptsJson(route: Route) {
  const { response } = route
  const types =
    'contentTypes' in response ? response.contentTypes : ['application/json', ...('alsoAs' in response ? (response.alsoAs ?? []) : [])]
  return (request: FastifyRequest): void => {
    const accept = request.headers.accept
    if (accept === undefined || accept.includes('*/*') || accept.includes('application/json')) return
    const isAcceptable = types.some((type) => accept.includes(type) || accept.includes(`${type.split('/')[0]}/*`))
    if (!isAcceptable) throw new Problem('request.not_acceptable')
  }
}

function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error('a partner route ran without a principal')
  return request.principal
}

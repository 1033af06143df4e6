import type { Principal } from './plugins/api-keys.ts'
import type { ProblemCode } from './problems/catalogue.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operationId?: string
  }
  interface FastifyRequest {
    /** Who calls, once a door has checked; null at open doors. */
    principal: Principal | null
    /** The date this request speaks. */
    apiVersion: string
    /** Set when the request was answered with a problem: for the access line. */
    problemCode: ProblemCode | null
    /** How the idempotency key was met: for the access line. */
    idempotency: 'first' | 'replayed' | null
  }
}

/** Defaults of the fields above; one hidden class for every request. */
export const requestFields = { principal: null, apiVersion: '', problemCode: null, idempotency: null } as const

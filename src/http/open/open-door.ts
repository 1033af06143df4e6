import { routeDefiner } from '../route.ts'

/** A dependency's state as /health/ready tells it. `degraded` keeps the instance in service; a text says what is wrong, to anybody. */
export type HealthCheck = { name: string; isRequired: boolean; check: () => Promise<boolean | string> }
export type OpenContext = { health: { checks: readonly HealthCheck[]; isDraining: () => boolean } }

/** Routes without a key: health. */
export const defineOpenRoute = routeDefiner<OpenContext, never>('open')

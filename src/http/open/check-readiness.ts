import { z } from 'zod'
import { Problem } from '../problem.ts'
import { defineOpenRoute, type HealthCheck } from './open-door.ts'

export const checkReadiness = defineOpenRoute({
  method: 'GET',
  path: '/health/ready',
  operationId: 'checkReadiness',
  tag: 'Health',
  summary: 'May traffic be sent here?',
  description: '503 while a required part is missing or the instance is shutting down; a missing optional part only shows as degraded.',
  scope: null,
  response: {
    status: 200,
    schema: z
      .object({
        status: z.enum(['ready', 'degraded']),
        checks: z.array(z.object({ name: z.string(), status: z.enum(['up', 'down']) }).meta({ id: 'ReadinessCheck' })),
      })
      .meta({ id: 'Readiness' }),
    example: { status: 'ready', checks: [{ name: 'database', status: 'up' }] },
  },
  problems: [503],
  handler: async ({ health }) => {
    if (health.isDraining()) throw new Problem('service.draining')
    const checks = await Promise.all(health.checks.map(run))
    if (checks.some((check) => check.isRequired && !check.isUp)) throw new Problem('service.not_ready')
    return {
      status: checks.every((check) => check.isUp) ? 'ready' : 'degraded',
      checks: checks.map(({ name, isUp }) => ({ name, status: isUp ? 'up' : 'down' })),
    }
  },
})

/** A check that fails or hangs is a part that is down. */
async function run({ name, isRequired, check }: HealthCheck): Promise<{ name: string; isRequired: boolean; isUp: boolean }> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, TIMEOUT_MS, false).unref())
  const isUp = await Promise.race([check().catch(() => false), timeout])
  return { name, isRequired, isUp }
}

const TIMEOUT_MS = 2_000

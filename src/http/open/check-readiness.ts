import { z } from 'zod'
import { Problem } from '../problem.ts'
import { defineOpenRoute, type HealthCheck } from './open-door.ts'

const checkSchema = z
  .object({
    name: z.string(),
    status: z.enum(['up', 'down']),
    detail: z.string().optional().meta({ description: 'What is wrong and what to do, where more is known than that it is down.' }),
  })
  .meta({ id: 'ReadinessCheck' })

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
    schema: z.object({ status: z.enum(['ready', 'degraded']), checks: z.array(checkSchema) }).meta({ id: 'Readiness' }),
    example: { status: 'ready', checks: [{ name: 'database', status: 'up' }] },
  },
  problems: [503],
  handler: async ({ health }) => {
    if (health.isDraining()) throw new Problem('service.draining')
    const checks = await Promise.all(health.checks.map(run))
    if (checks.some((check) => check.isRequired && check.status === 'down')) throw new Problem('service.not_ready')
    return {
      status: checks.every((check) => check.status === 'up') ? 'ready' : 'degraded',
      checks: checks.map(({ isRequired, ...shown }) => shown),
    }
  },
})

type Checked = z.output<typeof checkSchema> & { isRequired: boolean }

/** A check that fails or hangs is a part that is down. */
async function run({ name, isRequired, check }: HealthCheck): Promise<Checked> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, TIMEOUT_MS, false).unref())
  const found = await Promise.race([check().catch(() => false), timeout])
  return { name, isRequired, status: found === true ? 'up' : 'down', ...(typeof found === 'string' ? { detail: found } : {}) }
}

const TIMEOUT_MS = 2_000

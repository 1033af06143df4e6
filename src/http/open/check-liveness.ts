import { z } from 'zod'
import { defineOpenRoute } from './open-door.ts'

export const checkLiveness = defineOpenRoute({
  method: 'GET',
  path: '/health/live',
  operationId: 'checkLiveness',
  tag: 'Health',
  summary: 'Is the process alive?',
  description: 'Answers as long as the process can answer at all; looks at nothing else.',
  scope: null,
  response: { status: 200, schema: z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' }), example: { status: 'alive' } },
  handler: async () => ({ status: 'alive' }),
})

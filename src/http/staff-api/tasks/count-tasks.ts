import { z } from 'zod'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

export const countTasks = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/counts',
    operationId: 'countTasks',
    tag: 'Tasks',
    summary: 'How much work is open',
    description: 'Open work by kind; a kind without any may be absent.',
    scope: null,
    response: {
      status: 200,
      schema: z.object({ counts: z.record(z.string(), z.int()) }).meta({ id: 'StaffCounts' }),
      example: { counts: { inspection: 12, consolidation: 3 } },
    },
    problems: [401, 403],
    handler: async ({ reads }) => ({ counts: await reads.counts() }),
  }),
)

import { z } from 'zod'
import type { StaffTask } from '../../../domain/read-ports.ts'
import { instantWire, toInstantWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

const TASK_KINDS = ['arrival', 'inspection', 'consolidation', 'refund', 'disposal'] as const satisfies readonly StaffTask['kind'][]
const MOST_TASKS = 500

const taskWire = z
  .object({
    kind: z.enum(TASK_KINDS),
    id: z.string(),
    state: z.string(),
    title: z.string(),
    imageUrl: z.string().nullable(),
    quantity: z.int(),
    partnerName: z.string(),
    livemode: z.boolean(),
    waybillNo: z.string().nullable(),
    dueAt: instantWire.nullable(),
    createdAt: instantWire,
  })
  .meta({ id: 'StaffTask', description: 'One piece of work.' })

export const listTasks = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/tasks',
    operationId: 'listTasks',
    tag: 'Tasks',
    summary: 'Work to do',
    description: `The open work of all partners, most pressing first, at most ${MOST_TASKS}.`,
    scope: null,
    response: {
      status: 200,
      schema: z.object({ tasks: z.array(taskWire) }).meta({ id: 'StaffTaskList' }),
      example: {
        tasks: [
          {
            kind: 'inspection',
            id: 'ins_01kd5v3m8qf6mrx3e0c9h2t4za',
            state: 'READY',
            title: '手绘马克杯 350ml',
            imageUrl: null,
            quantity: 24,
            partnerName: 'Example Shop',
            livemode: true,
            waybillNo: 'SF1488238836',
            dueAt: '2026-03-01T12:00:00.000Z',
            createdAt: '2026-02-28T12:00:00.000Z',
          },
        ],
      },
    },
    problems: [401, 403],
    handler: async ({ reads }) => {
      const tasks = await reads.tasks({ limit: MOST_TASKS })
      return { tasks: tasks.map((task) => ({ ...task, dueAt: toInstantWire(task.dueAt), createdAt: task.createdAt.toISOString() })) }
    },
  }),
)

import { z } from 'zod'
import { SERVICE_CODES } from '../../../domain/services/service-catalogue.ts'
import { Refusal } from '../../../domain/shared/refusal.ts'
import { idWire } from '../../schema/wire.ts'
import { BENCH_ROLES, defineStaffRoute, openTo, PACKING_ROLES } from '../staff-door.ts'
import { staffServiceExample, staffServiceWire, toStaffServiceWire } from './staff-service-wire.ts'

const servicesWire = z
  .object({ services: z.array(staffServiceWire) })
  .meta({ id: 'StaffLineServices', description: 'All services of the line as they stand now.' })

export const settleService = openTo(
  [...new Set([...BENCH_ROLES, ...PACKING_ROLES])],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/order-lines/{lineId}/services/{code}/settle',
    operationId: 'settleService',
    tag: 'Inspections',
    summary: 'Say whether a paid service was done',
    description: 'Done, or not done with the reason: then its price goes back to the partner at once.',
    scope: null,
    params: z.object({ lineId: idWire('oln'), code: z.enum(SERVICE_CODES) }),
    body: z
      .strictObject({
        outcome: z.enum(['DONE', 'NOT_DONE']),
        reason: z.string().min(1).max(300).optional().meta({ description: 'Why it was not done, for the partner to read.' }),
      })
      .meta({ id: 'StaffServiceOutcome' }),
    bodyExample: { outcome: 'NOT_DONE', reason: '没有合适尺寸的木架' },
    response: { status: 200, schema: servicesWire, example: { services: [staffServiceExample] } },
    problems: [401, 403, 409],
    handler: async ({ unitOfWork, commands, params, body, actor }) => {
      const reason = body.reason ?? null
      if (body.outcome === 'NOT_DONE' && reason === null) throw new Refusal('service.reason_required', { pointer: '#/reason' })
      const line = await unitOfWork.run((tx) =>
        commands.settleService(tx, { actor: actor(), lineId: params.lineId, code: params.code, outcome: body.outcome, reason }),
      )
      return { services: line.services.map(toStaffServiceWire) }
    },
  }),
)

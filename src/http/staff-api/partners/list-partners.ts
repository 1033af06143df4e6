import { z } from 'zod'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { presentStaffPartner, staffPartnerExample, staffPartnerWire } from './partner-wire.ts'

export const listPartners = openTo(
  ['operatorAdmin'],
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/partners',
    operationId: 'listPartners',
    tag: 'Partners',
    summary: 'Partners',
    description: 'Every partner with its settings.',
    scope: null,
    response: {
      status: 200,
      schema: z.object({ partners: z.array(staffPartnerWire) }).meta({ id: 'StaffPartners' }),
      example: { partners: [staffPartnerExample] },
    },
    problems: [401, 403],
    handler: async ({ office }) => ({ partners: (await office.partnerSettings()).map(presentStaffPartner) }),
  }),
)

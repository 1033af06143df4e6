import { z } from 'zod'
import { type LineService, SERVICE_STATES } from '../../../domain/services/line-service.ts'
import { SERVICE_CODES, SERVICE_STAGES, SERVICE_UNITS, serviceRule } from '../../../domain/services/service-catalogue.ts'
import { instantWire } from '../../schema/wire.ts'

export const staffServiceWire = z
  .object({
    code: z.enum(SERVICE_CODES),
    stage: z.enum(SERVICE_STAGES),
    per: z.enum(SERVICE_UNITS),
    quantity: z.int(),
    instructions: z.string().nullable(),
    state: z.enum(SERVICE_STATES),
    settledAt: instantWire.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'StaffLineService', description: 'A value-added service the partner paid for on the line.' })

export function toStaffServiceWire({ code, quantity, instructions, state, settledAt, reason }: LineService) {
  const { stage, per } = serviceRule(code)
  return { code, stage, per, quantity, instructions, state, settledAt, reason }
}

export const staffServiceExample: z.input<typeof staffServiceWire> = {
  code: 'RELABEL',
  stage: 'BENCH',
  per: 'piece',
  quantity: 24,
  instructions: '条码贴在盒子左下角',
  state: 'REQUESTED',
  settledAt: null,
  reason: null,
}

import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

const shippedReturn = z
  .strictObject({
    courierCode: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .max(40),
    waybillNo: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/)
      .min(6)
      .max(40),
  })
  .meta({ id: 'StaffShippedReturn' })

export const shipReturn = openTo(
  ['warehouseStaff', 'afterSales'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/refunds/{refundId}/ship-return',
    operationId: 'shipReturn',
    tag: 'Refunds',
    summary: 'The goods went back',
    description: 'The waybill of the return; it goes to 1688, where a wrong one lets the seller refuse.',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    body: shippedReturn,
    bodyExample: { courierCode: 'SF', waybillNo: 'SF1488238836' },
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      await unitOfWork.run((tx) => commands.shipReturn(tx, { ...body, actor: actor(), refundId: params.refundId }))
      return readRefund(context, params.refundId)
    },
  }),
)

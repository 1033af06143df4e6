import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { readRefund, refundExample, refundWire } from './refund-wire.ts'

export const showRefund = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/refunds/{refundId}',
    operationId: 'showRefund',
    tag: 'Refunds',
    summary: 'A claim',
    description: 'What is asked, what proves it, by when, and what you may do now.',
    scope: null,
    params: z.object({ refundId: idWire('rfc') }),
    response: { status: 200, schema: refundWire, example: refundExample },
    problems: [401, 403],
    handler: async (context) => readRefund(context, context.params.refundId),
  }),
)

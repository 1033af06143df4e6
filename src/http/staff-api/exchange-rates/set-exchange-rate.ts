import { z } from 'zod'
import { currencyWire, instantInput } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { rateBookExample, rateBookWire, readRateBook } from './rate-wire.ts'

const newRate = z
  .strictObject({
    currency: currencyWire,
    rate: z
      .string()
      .regex(/^[0-9]{1,9}([.][0-9]{1,12})?$/)
      .meta({ description: 'Major units for one CNY.' }),
    effectiveFrom: instantInput.nullable().meta({ description: 'Null for as soon as every process knows: a few seconds.' }),
    source: z.string().regex(/\S/).max(200),
    isConfirmed: z.boolean().meta({ description: 'The person has seen that it differs much from the rate in force.' }),
  })
  .meta({ id: 'StaffNewRate' })

export const setExchangeRate = openTo(
  ['finance', 'operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/exchange-rates',
    operationId: 'setExchangeRate',
    tag: 'Rules',
    summary: 'Enter a reference rate',
    description: 'It holds from its moment on; quotes made before keep theirs. A big step has to be confirmed.',
    scope: null,
    body: newRate,
    bodyExample: { currency: 'USD', rate: '0.1404', effectiveFrom: null, source: 'Bank of China 10:00', isConfirmed: false },
    response: { status: 200, schema: rateBookWire, example: rateBookExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { unitOfWork, commands, body, actor } = context
      const effectiveFrom = body.effectiveFrom === null ? null : new Date(body.effectiveFrom)
      await unitOfWork.run((tx) => commands.setExchangeRate(tx, { ...body, actor: actor(), effectiveFrom }))
      return readRateBook(context)
    },
  }),
)

import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { rateBookExample, rateBookWire, readRateBook } from './rate-wire.ts'

export const listReferenceRates = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/exchange-rates',
    operationId: 'listReferenceRates',
    tag: 'Rules',
    summary: 'Reference exchange rates',
    description: 'Every currency we settle in, with the rate in force and the last ones entered.',
    scope: null,
    response: { status: 200, schema: rateBookWire, example: rateBookExample },
    problems: [401, 403],
    handler: (context) => readRateBook(context),
  }),
)

import { z } from 'zod'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { readRuleBook, ruleBookExample, ruleBookWire } from './rule-wire.ts'

export const listRules = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/rules',
    operationId: 'listRules',
    tag: 'Rules',
    summary: 'Rules in force',
    description: 'Every rule that acts, its value for one partner or for all, and its entries, newest first.',
    scope: null,
    query: z.strictObject({ partnerId: idWire('par').optional(), mode: z.enum(['live', 'test']).default('live') }),
    response: { status: 200, schema: ruleBookWire, example: ruleBookExample },
    problems: [401, 403],
    handler: (context) => readRuleBook(context, { partnerId: context.query.partnerId ?? null, livemode: context.query.mode === 'live' }),
  }),
)

import { z } from 'zod'
import { idWire, instantInput } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { RULE_MODES, readRuleBook, ruleBookExample, ruleBookWire, ruleTexts } from './rule-wire.ts'

const ruleChange = z
  .strictObject({
    partnerId: idWire('par').nullable(),
    mode: z.enum(RULE_MODES),
    values: ruleTexts.nullable().meta({ description: 'Null withdraws what this layer says.' }),
    effectiveFrom: instantInput.nullable().meta({ description: 'Null for as soon as every process knows: a few seconds.' }),
    effectiveTo: instantInput.nullable(),
    reason: z.string().regex(/\S/).max(500),
    source: z.string().regex(/\S/).max(200).nullable(),
  })
  .meta({ id: 'StaffRuleChange' })

export const setRule = openTo(
  ['operatorAdmin'],
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/rules/{key}',
    operationId: 'setRule',
    tag: 'Rules',
    summary: 'Set a rule',
    description: 'Adds an entry to the book; what was priced before keeps its rule. Answers the book for the scope of the entry.',
    scope: null,
    params: z.object({ key: z.string().max(60) }),
    body: ruleChange,
    bodyExample: {
      partnerId: null,
      mode: 'both',
      values: { bps: '120' },
      effectiveFrom: '2026-12-01T00:00:00+08:00',
      effectiveTo: null,
      reason: 'Agreed for December.',
      source: null,
    },
    response: { status: 200, schema: ruleBookWire, example: ruleBookExample },
    problems: [401, 403, 404, 422],
    handler: async (context) => {
      const { unitOfWork, commands, params, body, actor } = context
      const { partnerId, mode, values, reason, source } = body
      await unitOfWork.run((tx) =>
        commands.setRule(tx, {
          ...{ actor: actor(), key: params.key, partnerId, value: values, reason, source },
          livemode: mode === 'both' ? null : mode === 'live',
          effectiveFrom: body.effectiveFrom === null ? null : new Date(body.effectiveFrom),
          effectiveTo: body.effectiveTo === null ? null : new Date(body.effectiveTo),
        }),
      )
      return readRuleBook(context, { partnerId, livemode: mode !== 'test' })
    },
  }),
)

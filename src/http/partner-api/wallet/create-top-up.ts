import { z } from 'zod'
import { answer } from '../../answer.ts'
import { externalRefInput, moneyInput } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentTopUp, topUpExample, topUpMethodWire, topUpTag, topUpWire } from './top-up-presenter.ts'

export const createTopUp = definePartnerRoute({
  method: 'POST',
  path: '/v1/top-ups',
  operationId: 'createTopUp',
  tag: 'Wallet',
  summary: 'Pay money in',
  description:
    'Announces money. `provider`: a payment is opened within seconds and `payUrl` appears on the top-up. `bankTransfer`: send the money with `reference`; finance credits it when it arrives, usually in one or two business days.',
  scope: 'wallet:write',
  cost: 2,
  body: z
    .strictObject({ amount: moneyInput, method: topUpMethodWire, externalRef: externalRefInput.optional() })
    .meta({ id: 'CreateTopUp' }),
  bodyExample: { amount: { amount: 100_000, currency: 'USD' }, method: 'provider', externalRef: 'TU-2026-11' },
  response: { status: 201, schema: topUpWire, example: { ...topUpExample, status: 'CREATED', payUrl: null } },
  problems: [409],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, body }) => {
    const topUp = await commands.createTopUp(tx, {
      tenant,
      actor,
      amount: { amount: BigInt(body.amount.amount), currency: body.amount.currency },
      method: body.method,
      externalRef: body.externalRef ?? null,
    })
    return answer(presentTopUp(topUp), { location: `/v1/top-ups/${topUp.id}`, etag: topUpTag(topUp) })
  },
})

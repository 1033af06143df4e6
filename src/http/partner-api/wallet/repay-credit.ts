import { z } from 'zod'
import { moneyInput, moneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { creditDrawExample, creditDrawWire, presentCreditDraw } from './credit-draw-presenter.ts'

const repaymentWire = z
  .object({
    object: z.literal('creditRepayment'),
    amount: moneyWire,
    draws: z.array(creditDrawWire).meta({ description: 'What it paid back, in whole or in part.' }),
  })
  .meta({ id: 'CreditRepayment' })

export const repayCredit = definePartnerRoute({
  method: 'POST',
  path: '/v1/credit-repayments',
  operationId: 'repayCredit',
  tag: 'Wallet',
  summary: 'Pay credit back early',
  description:
    'From the balance, at once; the draw that falls due first is paid first. Nobody has to: what is due is collected by itself at its due date.',
  scope: 'wallet:write',
  cost: 2,
  body: z.strictObject({ amount: moneyInput }).meta({ id: 'RepayCredit' }),
  bodyExample: { amount: { amount: 9_000, currency: 'USD' } },
  response: {
    status: 201,
    schema: repaymentWire,
    example: {
      object: 'creditRepayment',
      amount: { amount: 9_000, currency: 'USD' },
      draws: [
        {
          ...creditDrawExample,
          ...{ status: 'REPAID', repaid: { amount: 9_000, currency: 'USD' }, owed: { amount: 0, currency: 'USD' } },
          repaidAt: creditDrawExample.drawnAt,
        },
      ],
    },
  },
  problems: [402, 409],
  idempotent: true,
  handler: async ({ commands, tx, tenant, actor, body }) => {
    const { currency } = body.amount
    const draws = await commands.repayCredit(tx, { tenant, actor, amount: { amount: BigInt(body.amount.amount), currency } })
    return { object: 'creditRepayment' as const, amount: body.amount, draws: draws.map(presentCreditDraw) }
  },
})

import { z } from 'zod'
import { currencyWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'

const alertWire = z
  .object({ object: z.literal('balanceAlert'), threshold: moneyWire.nullable().meta({ description: 'Null: no alert.' }) })
  .meta({ id: 'BalanceAlert' })

const thresholdInput = z
  .strictObject({ amount: z.int().min(0).max(Number.MAX_SAFE_INTEGER), currency: currencyWire })
  .meta({ id: 'BalanceThreshold', description: 'The balance below which you are told; 0 ends the alert.' })

export const setBalanceAlert = definePartnerRoute({
  method: 'POST',
  path: '/v1/balance-alerts',
  operationId: 'setBalanceAlert',
  tag: 'Wallet',
  summary: 'Be told of a low balance',
  description:
    'One threshold for each currency; the last one set counts. `wallet.low_balance` is sent once when `available` sinks below it, and again only after it was back above.',
  scope: 'wallet:write',
  body: z.strictObject({ threshold: thresholdInput }).meta({ id: 'SetBalanceAlert' }),
  bodyExample: { threshold: { amount: 50_000, currency: 'USD' } },
  response: { status: 200, schema: alertWire, example: { object: 'balanceAlert', threshold: { amount: 50_000, currency: 'USD' } } },
  idempotent: true,
  handler: async ({ commands, tx, tenant, body }) => {
    const { amount, currency } = body.threshold
    const { belowMinor } = await commands.setBalanceAlert(tx, { tenant, threshold: { amount: BigInt(amount), currency } })
    return { object: 'balanceAlert' as const, threshold: belowMinor === 0n ? null : toMoneyWire(belowMinor, currency) }
  },
})

import { z } from 'zod'
import { CHARGE_CODES, type Charge, type LockedRate } from '../../../domain/quotes/quote.ts'
import { currencyWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'

export const chargeWire = z
  .object({
    code: z.enum(CHARGE_CODES),
    lineNo: z.int().min(0).nullable().meta({ description: 'The line it belongs to; null when it concerns the whole.' }),
    amount: moneyWire,
    ruleId: z.string().meta({ description: 'The pricing rule that made it.' }),
    ruleVersion: z.string(),
    inputs: z.record(z.string(), z.string()).meta({ description: 'What the rule was fed, as decimal text: enough to redo the sum.' }),
  })
  .meta({ id: 'Charge', description: 'One priced part of a total and the rule that made it.' })

export const rateWire = z
  .object({
    base: z.literal('CNY'),
    quote: currencyWire,
    referenceRate: z.string().meta({ description: 'Units of `quote` for one CNY before our margin, as a decimal.' }),
    referenceSource: z.string(),
    marginBps: z.int().min(0).max(10_000),
    rate: z.string().meta({ description: 'What is charged: reference and margin, as a decimal.' }),
    quotedAt: z.string(),
  })
  .meta({ id: 'LockedRate', description: 'The exchange rate locked with the quote; refunds use the same one.' })

export function presentCharge(charge: Charge): z.input<typeof chargeWire> {
  const { code, lineNo, ruleId, ruleVersion, inputs } = charge
  return { code, lineNo, amount: toMoneyWire(charge.amountMinor, charge.currency), ruleId, ruleVersion, inputs }
}

export function presentRate(rate: LockedRate): z.input<typeof rateWire> {
  return { ...rate }
}

export const chargeExample: z.input<typeof chargeWire> = {
  code: 'SERVICE_FEE',
  lineNo: null,
  amount: { amount: 632, currency: 'USD' },
  ruleId: 'service-fee',
  ruleVersion: '2026-01-01',
  inputs: { goods: '12636', bps: '500' },
}

export const rateExample: z.input<typeof rateWire> = {
  base: 'CNY',
  quote: 'USD',
  referenceRate: '0.1404',
  referenceSource: 'operator table 2026-01',
  marginBps: 150,
  rate: '0.142506',
  quotedAt: '2026-11-22T01:02:03.000Z',
}

import type { RuleBook } from '../policy/rule-book.ts'
import { feeRulesAt } from '../quotes/fee-rules.ts'
import type { Charge } from '../quotes/quote.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { convert, money, multiplyByBps } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { PriceFreight } from './freight.ts'
import type { Carton, Shipment } from './shipment.ts'

export type ShipmentPricing = { priceFreight: PriceFreight; rules: RuleBook; rates: RateBook }

export type PricedShipment = { chargeableWeightG: number; charges: Charge[]; totalMinor: bigint }

/** Payment 2: international freight in the shipment's currency, the FX margin as a charge of its own (domain.md 5.1, 9.4). */
export function priceShipment(
  tools: ShipmentPricing,
  shipment: Pick<Shipment, 'partnerId' | 'livemode' | 'lineCode' | 'consignee' | 'currency'>,
  cartons: Carton[],
  at: Date,
): PricedShipment {
  const reference = tools.rates.rateAt(shipment.currency, at)
  if (reference === undefined) throw new Refusal('exchange_rate.unavailable', { currency: shipment.currency })
  const rows = tools.rules.rowsFor(shipment)
  const freight = tools.priceFreight({ lineCode: shipment.lineCode, countryCode: shipment.consignee.countryCode, cartons, at, rows })
  const { fxMargin } = feeRulesAt(at, rows)
  const freightMinor = convert(money(freight.freightFen, 'CNY'), shipment.currency, reference.rate)
  const marginBps = shipment.currency === 'CNY' ? 0 : fxMargin.bps
  const marginMinor = multiplyByBps(freightMinor, marginBps)
  const fx = { rate: reference.rate, rateSource: reference.source }
  const charge = (
    code: Charge['code'],
    amountMinor: bigint,
    rule: { ruleId: string; version: string },
    inputs: Record<string, string>,
  ): Charge => ({
    code,
    lineNo: null,
    amountMinor,
    currency: shipment.currency,
    ruleId: rule.ruleId,
    ruleVersion: rule.version,
    inputs,
  })
  const charges = [
    charge(
      'INTL_FREIGHT',
      freightMinor.amount,
      { ruleId: freight.ruleId, version: freight.ruleVersion },
      { ...fx, ...freight.inputs, fen: String(freight.freightFen) },
    ),
    charge('FX_MARGIN', marginMinor.amount, fxMargin, { bps: String(marginBps), base: String(freightMinor.amount) }),
  ].filter((entry) => entry.amountMinor !== 0n || entry.code === 'INTL_FREIGHT')
  return { chargeableWeightG: freight.chargeableWeightG, charges, totalMinor: freightMinor.amount + marginMinor.amount }
}

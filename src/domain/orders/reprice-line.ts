import type { Charge } from '../quotes/quote.ts'
import { convert, money, multiplyByBps } from '../shared/money.ts'
import type { AgentOrder, OrderLine, PriceAsk } from './order.ts'

export type LinePrice = Pick<
  OrderLine,
  'goodsFen' | 'domesticFreightFen' | 'goodsMinor' | 'domesticFreightMinor' | 'fxMarginMinor' | 'totalMinor'
>

type Terms = Pick<AgentOrder, 'currency' | 'rate'>

/**
 * What a line costs at the asked price: goods, freight and FX margin anew at the order's locked rate, our own fees as they were
 * agreed. Each part is rounded half up once and the parts sum to the total, as in a quote (domain.md 5.2, 5.4).
 */
export function repriceLine(line: OrderLine, ask: PriceAsk, { currency, rate }: Terms): LinePrice {
  const inCurrency = (fen: bigint) => convert(money(fen, 'CNY'), currency, rate.referenceRate).amount
  const goodsMinor = inCurrency(ask.goodsFen)
  const domesticFreightMinor = inCurrency(ask.domesticFreightFen)
  const beforeMargin = goodsMinor + domesticFreightMinor + line.serviceFeeMinor + line.inspectionFeeMinor + line.vasMinor
  const fxMarginMinor = multiplyByBps(money(beforeMargin, currency), rate.marginBps).amount
  return { ...ask, goodsMinor, domesticFreightMinor, fxMarginMinor, totalMinor: beforeMargin + fxMarginMinor }
}

/**
 * The order's charges with those of the line replaced; each new one cites the confirmation and what was asked. The margin is still made
 * by the rule it was made by.
 */
export function rechargeLine(charges: readonly Charge[], line: OrderLine, price: LinePrice, terms: Terms & { at: Date }): Charge[] {
  const { currency, rate, at } = terms
  const fx = { rate: rate.referenceRate, rateSource: rate.referenceSource }
  const confirmed = { lineNo: line.lineNo, currency, ruleId: '1688.confirmedPrice', ruleVersion: at.toISOString() }
  const anew: Charge[] = [
    { ...confirmed, code: 'GOODS', amountMinor: price.goodsMinor, inputs: { ...fx, fen: String(price.goodsFen) } },
    {
      ...confirmed,
      code: 'DOMESTIC_FREIGHT',
      amountMinor: price.domesticFreightMinor,
      inputs: { ...fx, fen: String(price.domesticFreightFen) },
    },
    {
      ...confirmed,
      ...marginRule(charges),
      code: 'FX_MARGIN',
      amountMinor: price.fxMarginMinor,
      inputs: { bps: String(rate.marginBps), base: String(price.totalMinor - price.fxMarginMinor) },
    },
  ]
  const replaced = new Set(anew.map(({ code }) => code))
  const kept = charges.filter((charge) => charge.lineNo !== line.lineNo || !replaced.has(charge.code))
  return [...kept, ...anew.filter(({ amountMinor, code }) => amountMinor !== 0n || code === 'GOODS')]
}

/** The row that made the order's margin: one for all its lines. An order without any was made at none, and has none still. */
function marginRule(charges: readonly Charge[]): Pick<Charge, 'ruleId' | 'ruleVersion'> | undefined {
  const made = charges.find(({ code }) => code === 'FX_MARGIN')
  return made === undefined ? undefined : { ruleId: made.ruleId, ruleVersion: made.ruleVersion }
}

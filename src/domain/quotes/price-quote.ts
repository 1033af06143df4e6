import type { FreightSplit, PolicyValues } from '../policy/policy-values.ts'
import { type ServiceFeeRule, serviceFeeBase, serviceFeeFen } from '../policy/service-fee.ts'
import type { QuotedService, RequestedService } from '../services/line-service.ts'
import type { Currency } from '../shared/currencies.ts'
import { allocate, convert, money, multiplyByBps } from '../shared/money.ts'
import type { Charge, ChargeCode, InspectionLevelCode, LockedRate, QuoteLine } from './quote.ts'

/** What 1688 said about one line, before our fees. */
export type LineToPrice = Omit<
  QuoteLine,
  | 'goodsMinor'
  | 'domesticFreightMinor'
  | 'serviceFeeMinor'
  | 'inspectionFeeMinor'
  | 'vasMinor'
  | 'fxMarginMinor'
  | 'totalMinor'
  | 'services'
> & {
  services: RequestedService[]
  /** How the seller's freight was shared in fact: the rule's way, or the amounts where a weight is not known. */
  freightSplitBy: FreightSplit
}

/** A fee rule in force: its id and version are cited by every charge it makes. */
export type FeeRules = {
  serviceFee: { ruleId: string; version: string } & ServiceFeeRule
  inspectionFee: {
    ruleId: string
    version: string
    perPieceFen: Record<InspectionLevelCode, bigint>
    minimumFen: Record<InspectionLevelCode, bigint>
  }
  services: { ruleId: string; version: string; prices: PolicyValues['services'] }
  fxMargin: { ruleId: string; version: string; bps: number }
  freightSplit: { ruleId: string; version: string; by: FreightSplit }
}

export type PricedQuote = { lines: QuoteLine[]; charges: Charge[]; totalMinor: bigint }

/**
 * Prices lines into the quote's currency: goods and freight at the reference rate, our fees, and the FX margin as a charge of
 * its own. Each component is rounded half up once per line; the parts of a line sum to its total exactly (domain.md 5.1-5.4).
 */
export function priceQuote(lines: LineToPrice[], currency: Currency, rate: LockedRate, rules: FeeRules): PricedQuote {
  const bases = lines.map((line) => serviceFeeBase(line, rules.serviceFee))
  const baseFen = bases.reduce((total, base) => total + base, 0n)
  const feeFen = serviceFeeFen(baseFen, rules.serviceFee)
  const feeShares = allocate(money(feeFen, 'CNY'), bases)
  const priced = lines.map((line, index) => {
    const inspectionFen = inspectionFeeFen(line.inspectionLevel, line.quantity, rules.inspectionFee)
    const fees = { serviceFeeFen: feeShares[index]?.amount ?? 0n, orderFeeFen: feeFen, orderBaseFen: baseFen, inspectionFen }
    return priceLine(line, fees, { currency, rate, rules })
  })
  return {
    lines: priced.map((entry) => entry.line),
    charges: priced.flatMap((entry) => entry.charges),
    totalMinor: priced.reduce((total, entry) => total + entry.line.totalMinor, 0n),
  }
}

type Pricing = { currency: Currency; rate: LockedRate; rules: FeeRules }

type Fees = { serviceFeeFen: bigint; orderFeeFen: bigint; orderBaseFen: bigint; inspectionFen: bigint }

function priceLine(line: LineToPrice, fees: Fees, pricing: Pricing) {
  const { currency, rate, rules } = pricing
  const inCurrency = (fen: bigint) => convert(money(fen, 'CNY'), currency, rate.referenceRate).amount
  const goodsMinor = inCurrency(line.goodsFen)
  const domesticFreightMinor = inCurrency(line.domesticFreightFen)
  const serviceFeeMinor = inCurrency(fees.serviceFeeFen)
  const inspectionFeeMinor = inCurrency(fees.inspectionFen)
  const services = line.services.map((service): QuotedService => {
    const priceFen = rules.services.prices[service.code].perUnit.amount * BigInt(service.quantity)
    return { ...service, priceFen, amountMinor: inCurrency(priceFen) }
  })
  const vasMinor = services.reduce((total, { amountMinor }) => total + amountMinor, 0n)
  const beforeMargin = goodsMinor + domesticFreightMinor + serviceFeeMinor + inspectionFeeMinor + vasMinor
  const fxMarginMinor = multiplyByBps(money(beforeMargin, currency), rate.marginBps).amount
  const priced: QuoteLine = {
    ...line,
    goodsMinor,
    domesticFreightMinor,
    serviceFeeMinor,
    inspectionFeeMinor,
    services,
    vasMinor,
    fxMarginMinor,
    totalMinor: beforeMargin + fxMarginMinor,
  }
  const fx: Record<string, string> = { rate: rate.referenceRate, rateSource: rate.referenceSource }
  const charge = (
    code: ChargeCode,
    amountMinor: bigint,
    rule: { ruleId: string; version: string },
    inputs: Record<string, string>,
  ): Charge => ({
    code,
    lineNo: line.lineNo,
    amountMinor,
    currency,
    ruleId: rule.ruleId,
    ruleVersion: rule.version,
    inputs,
  })
  const upstreamPrice = { ruleId: '1688.preview', version: rate.quotedAt }
  const charges = [
    charge('GOODS', goodsMinor, upstreamPrice, { ...fx, fen: String(line.goodsFen), quantity: String(line.quantity) }),
    charge('DOMESTIC_FREIGHT', domesticFreightMinor, upstreamPrice, {
      ...fx,
      fen: String(line.domesticFreightFen),
      splitBy: line.freightSplitBy,
      splitRule: `${rules.freightSplit.ruleId}@${rules.freightSplit.version}`,
    }),
    charge('SERVICE_FEE', serviceFeeMinor, rules.serviceFee, { ...fx, ...serviceFeeInputs(fees, rules.serviceFee) }),
    charge('INSPECTION_FEE', inspectionFeeMinor, rules.inspectionFee, {
      ...fx,
      fen: String(fees.inspectionFen),
      level: line.inspectionLevel,
    }),
    ...services.map(({ code, quantity, priceFen, amountMinor }) =>
      charge('VAS', amountMinor, rules.services, { ...fx, fen: String(priceFen), service: code, quantity: String(quantity) }),
    ),
    charge('FX_MARGIN', fxMarginMinor, rules.fxMargin, { bps: String(rate.marginBps), base: String(beforeMargin) }),
  ]
  return { line: priced, charges: charges.filter((entry) => entry.amountMinor !== 0n || entry.code === 'GOODS') }
}

/** Enough to work the share out again: of what, between which bounds, how much for the order, how much for the line. */
function serviceFeeInputs(fees: Fees, { bps, minimumFen, maximumFen, isOnFreight }: ServiceFeeRule): Record<string, string> {
  return {
    fen: String(fees.serviceFeeFen),
    bps: String(bps),
    of: isOnFreight ? 'goodsAndFreight' : 'goods',
    orderBaseFen: String(fees.orderBaseFen),
    orderFeeFen: String(fees.orderFeeFen),
    minimumFen: String(minimumFen),
    ...(maximumFen === 0n ? {} : { maximumFen: String(maximumFen) }),
  }
}

function inspectionFeeFen(level: InspectionLevelCode, quantity: number, rule: FeeRules['inspectionFee']): bigint {
  const perPiece = rule.perPieceFen[level] * BigInt(quantity)
  return perPiece > rule.minimumFen[level] ? perPiece : rule.minimumFen[level]
}

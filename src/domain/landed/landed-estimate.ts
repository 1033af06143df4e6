import type { RestrictionFlag } from '../shipments/restrictions.ts'
import type { ShippingLine } from '../shipments/shipping-lines.ts'

/** Where goods are to go once they are bought; ISO 3166 alpha-2. */
export type Destination = { countryCode: string; postalCode: string | null }

/** An amount that is not known yet: at least, most likely, at most; in minor units of the quote's currency. */
export type AmountRange = { minMinor: bigint; likelyMinor: bigint; maxMinor: bigint }

/** The same of grams or millilitres. */
export type Span = { min: number; likely: number; max: number }

/** Who says what a unit weighs, best first. */
export const WEIGHT_BASES = ['MEASURED', 'OFFICIAL', 'SELLER', 'PREDICTED', 'GUESSED'] as const
export type WeightBasis = (typeof WEIGHT_BASES)[number]

export const CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const
export type EstimateConfidence = (typeof CONFIDENCES)[number]

/** All units of a line: net weight, and the room they take. */
export type LineWeight = { lineNo: number; basis: WeightBasis; unitG: number; netG: Span; volumeMl: Span; isSizeKnown: boolean }

export const ASSUMPTIONS = [
  'ONE_SHIPMENT',
  'PACKAGING_ADDED',
  'WEIGHT_ASSUMED',
  'SIZE_ASSUMED',
  'DUTY_IN_FREIGHT',
  'ITEM_TYPES_COUNTED_BY_PRODUCT',
  'CUSTOMS_VALUE_IS_PRICE_PAID',
  'SURCHARGES_NOT_INCLUDED',
  'DUTIES_NOT_VERIFIED',
] as const
export type Assumption = (typeof ASSUMPTIONS)[number]

/** What one shipping line would ask for the whole quote as one shipment, and what would be due with it. */
export type FreightOption = Pick<ShippingLine, 'lineCode' | 'name' | 'carrier' | 'mode' | 'dutyMode' | 'transitDays'> & {
  freight: AmountRange
  chargeableG: Span
  confidence: EstimateConfidence
  /** What the goods may be that this line takes not at all, or for a surcharge. */
  objections: RestrictionFlag[]
  assumptions: Assumption[]
  /** The tariff row and what it was fed. */
  ruleId: string
  ruleVersion: string
  inputs: Record<string, string>
  /** Due at the border with this line; nothing where its price includes it. */
  duties: AmountRange
  /** Payable now, freight and duties. */
  total: AmountRange
  /** What the total does not hold because the tables do not know it. */
  missing: DutyKind[]
}

export type DutyKind = 'DUTY' | 'TAX'

export const DUTY_UNKNOWNS = ['COUNTRY_NOT_IN_TABLE', 'RATE_NOT_IN_TABLE', 'THRESHOLD_CURRENCY_UNRATED'] as const
export type DutyUnknown = { kind: DutyKind; reason: (typeof DUTY_UNKNOWNS)[number]; lineNos: number[] }

/** One duty or tax and the row of law it follows from. */
export type DutyComponent = {
  kind: DutyKind
  name: string
  /** Why it is what it is: a rate, an amount for each kind of goods, or nothing below a threshold. */
  by: 'RATE' | 'FLAT_PER_ITEM_TYPE' | 'BELOW_THRESHOLD' | 'NOT_LEVIED'
  rateBps: number | null
  amount: AmountRange
  lineNos: number[]
  rowId: string
  /** Null for what held before our table begins. */
  effectiveFrom: string | null
  source: string
  confidence: 'A' | 'B' | 'C'
}

export type DutyEstimate = { components: DutyComponent[]; unknown: DutyUnknown[]; total: AmountRange }

/** What a quote would cost at its destination. Only an estimate: nothing of it is held or charged with the quote. */
export type LandedEstimate = {
  destination: Destination
  weights: LineWeight[]
  options: FreightOption[]
  unavailable: { lineCode: string; reason: 'DECLARED_VALUE' }[]
  /** With the likely freight of the option named in `landed`, or on the goods alone where no line goes there. */
  duties: DutyEstimate
  landed: { lineCode: string; total: AmountRange; lines: LandedLine[] } | null
}

/** A line's share of the landed total: what it costs now, freight by weight, duties by value. */
export type LandedLine = { lineNo: number; total: AmountRange }

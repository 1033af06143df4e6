import { z } from 'zod'
import {
  type AmountRange,
  ASSUMPTIONS,
  CONFIDENCES,
  DUTY_UNKNOWNS,
  type DutyEstimate,
  type FreightOption,
  type LandedEstimate,
  WEIGHT_BASES,
} from '../../../domain/landed/landed-estimate.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import { RESTRICTION_FLAGS } from '../../../domain/shipments/restrictions.ts'
import { moneyWire, toMoneyWire } from '../../schema/wire.ts'
import { ASSUMPTION_TEXTS, UNKNOWN_TEXTS } from './estimate-texts.ts'
import { bothLanguagesWire } from './risk-presenter.ts'

const grams = z.int().min(0)
const rangeWire = z
  .object({ min: moneyWire, likely: moneyWire, max: moneyWire })
  .meta({ id: 'AmountRange', description: 'An amount that is not known yet.' })
const spanWire = z
  .object({ min: grams, likely: grams, max: grams })
  .meta({ id: 'GramRange', description: 'A weight that is not known yet, in grams.' })
const kindWire = z.enum(['DUTY', 'TAX'])

const weightWire = z
  .object({
    lineNo: z.int().min(1),
    basis: z.enum(WEIGHT_BASES).meta({
      description:
        'Who says what a unit weighs: our dock scale (with the seller’s packaging), 1688’s, the seller, a prediction, or nobody.',
    }),
    unitGrams: grams,
    net: spanWire,
    isSizeKnown: z.boolean(),
  })
  .meta({ id: 'EstimatedWeight', description: 'What all units of a line weigh, as far as anybody knows.' })

const assumptionWire = z
  .object({ code: z.enum(ASSUMPTIONS), text: bothLanguagesWire })
  .meta({ id: 'EstimateAssumption', description: 'What an estimate takes for granted.' })

const optionWire = z
  .object({
    lineCode: z.string().meta({ description: 'The shipping line; `POST /v1/shipments` takes it.' }),
    name: bothLanguagesWire,
    carrier: z.string(),
    mode: z.enum(['AIR', 'EXPRESS', 'POST', 'SEA', 'RAIL', 'TRUCK']),
    dutyMode: z
      .enum(['DDU', 'DDP', 'IOSS'])
      .meta({ description: 'DDP: duty and tax are in the freight. Otherwise they are due on arrival.' }),
    freight: rangeWire.meta({ description: 'With our FX margin, as it would be charged.' }),
    chargeableWeight: spanWire,
    transitDays: z
      .object({ p50: z.int(), p90: z.int() })
      .meta({ id: 'TransitDays', description: 'Half of the parcels, and nine of ten, arrive within so many days.' }),
    confidence: z.enum(CONFIDENCES),
    objections: z
      .array(z.enum(RESTRICTION_FLAGS))
      .meta({ description: 'What the listing hints at that this line takes not at all, or for a surcharge.' }),
    assumptions: z.array(assumptionWire),
    ruleId: z.string(),
    ruleVersion: z.string(),
    inputs: z.record(z.string(), z.string()).meta({ description: 'The tariff: divisor, steps and prices in fen.' }),
    duties: rangeWire,
    landedTotal: rangeWire.meta({ description: 'Payable now, freight and duties together.' }),
    missing: z.array(kindWire).meta({ description: 'What `landedTotal` does not hold because our tables do not know it.' }),
  })
  .meta({ id: 'FreightOption', description: 'One way to the destination, for all goods of the quote as one shipment.' })

const dutiesWire = z
  .object({
    components: z.array(
      z
        .object({
          kind: kindWire,
          name: z.string(),
          by: z.enum(['RATE', 'FLAT_PER_ITEM_TYPE', 'BELOW_THRESHOLD', 'NOT_LEVIED']),
          rateBps: z.int().nullable(),
          amount: rangeWire,
          lineNos: z.array(z.int()),
          rowId: z.string(),
          effectiveFrom: z.string().nullable().meta({ description: 'Null for what held before our table begins.' }),
          source: z.string(),
          confidence: z
            .enum(['A', 'B', 'C'])
            .meta({ description: 'A: official. B: trade press. C: low, an estimate that nobody has verified.' }),
        })
        .meta({ id: 'DutyComponent', description: 'A duty or tax and the row it follows from.' }),
    ),
    unknown: z
      .array(
        z
          .object({ kind: kindWire, reason: z.enum(DUTY_UNKNOWNS), text: bothLanguagesWire, lineNos: z.array(z.int()) })
          .meta({ id: 'UnknownDuty', description: 'What our tables do not answer: not nothing, but not known.' }),
      )
      .meta({ description: 'Empty when the tables answer everything.' }),
    total: rangeWire.meta({ description: 'Of the components.' }),
  })
  .meta({ id: 'DutyEstimate', description: 'Duty and tax at the destination. Not legal advice.' })

export const estimateWire = z
  .object({
    destination: z
      .object({ country: z.string(), postalCode: z.string().nullable() })
      .meta({ id: 'EstimateDestination', description: 'Where the goods are to go.' }),
    payableNow: moneyWire.meta({ description: 'The total of the quote: all that is charged for it.' }),
    landedTotal: rangeWire.nullable().meta({ description: 'By the way in `lineCode`; null where none of our lines goes there.' }),
    lineCode: z.string().nullable().meta({ description: 'Of the ways whose cost is known whole, the one that is likely cheapest.' }),
    lines: z.array(
      z
        .object({
          lineNo: z.int().min(1),
          landedTotal: rangeWire,
          landedPerUnit: moneyWire.meta({ description: 'The likely one, rounded.' }),
        })
        .meta({ id: 'LandedLine', description: 'A line’s share: freight by weight, duties by value. The shares sum to the whole.' }),
    ),
    weights: z.array(weightWire),
    options: z.array(optionWire),
    unavailable: z
      .array(
        z
          .object({ lineCode: z.string(), reason: z.enum(['DECLARED_VALUE']) })
          .meta({ id: 'UnavailableLine', description: 'A shipping line that does not take goods of this value.' }),
      )
      .meta({ description: 'Lines that go there and not with goods of this value.' }),
    duties: dutiesWire.meta({
      description:
        'By the way in `lineCode`, or on the goods alone where none goes there; part of the freight where its `dutyMode` is DDP.',
    }),
  })
  .meta({
    id: 'LandedEstimate',
    description: 'What the quote would cost at its destination. An estimate: nothing of it is charged with the order.',
  })

type Units = readonly { lineNo: number; quantity: number }[]

/** An estimate for the wire; `payableMinor` is the total of the quote. */
export function presentEstimate(
  estimate: LandedEstimate,
  { currency, payableMinor, units }: { currency: Currency; payableMinor: bigint; units: Units },
): z.input<typeof estimateWire> {
  const { destination, landed, unavailable } = estimate
  const rangeOf = (range: AmountRange) => presentRange(range, currency)
  return {
    destination: { country: destination.countryCode, postalCode: destination.postalCode },
    payableNow: toMoneyWire(payableMinor, currency),
    landedTotal: landed === null ? null : rangeOf(landed.total),
    lineCode: landed?.lineCode ?? null,
    lines: (landed?.lines ?? []).map(({ lineNo, total }) => {
      const quantity = BigInt(units.find((unit) => unit.lineNo === lineNo)?.quantity ?? 1)
      const perUnit = (total.likelyMinor * 2n + quantity) / (quantity * 2n)
      return { lineNo, landedTotal: rangeOf(total), landedPerUnit: toMoneyWire(perUnit, currency) }
    }),
    weights: estimate.weights.map(({ lineNo, basis, unitG, netG, isSizeKnown }) => ({
      lineNo,
      basis,
      unitGrams: unitG,
      net: netG,
      isSizeKnown,
    })),
    options: estimate.options.map((option) => presentOption(option, rangeOf)),
    unavailable,
    duties: presentDuties(estimate.duties, rangeOf),
  }
}

type RangeOf = (range: AmountRange) => z.input<typeof rangeWire>

function presentOption(option: FreightOption, rangeOf: RangeOf): z.input<typeof optionWire> {
  const { chargeableG, assumptions, total, freight, duties, ...rest } = option
  return {
    ...rest,
    freight: rangeOf(freight),
    chargeableWeight: chargeableG,
    assumptions: assumptions.map((code) => ({ code, text: ASSUMPTION_TEXTS[code] })),
    duties: rangeOf(duties),
    landedTotal: rangeOf(total),
  }
}

function presentDuties({ components, unknown, total }: DutyEstimate, rangeOf: RangeOf): z.input<typeof dutiesWire> {
  return {
    components: components.map((component) => ({ ...component, amount: rangeOf(component.amount) })),
    unknown: unknown.map((entry) => ({ ...entry, text: UNKNOWN_TEXTS[entry.reason] })),
    total: rangeOf(total),
  }
}

function presentRange({ minMinor, likelyMinor, maxMinor }: AmountRange, currency: Currency): z.input<typeof rangeWire> {
  return { min: toMoneyWire(minMinor, currency), likely: toMoneyWire(likelyMinor, currency), max: toMoneyWire(maxMinor, currency) }
}

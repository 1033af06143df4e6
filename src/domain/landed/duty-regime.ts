import { chinaDate } from '../policy/china-time.ts'
import { DUTY_COUNTRIES, type DutyConfidence, type DutyKey, type DutyValue, type EuDutyValue, type EuMember } from '../policy/duty-rules.ts'
import type { HeadingRate } from '../policy/heading-rates.ts'
import { citationOf, ruleAt } from '../policy/rule-at.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import { exponentOf } from '../shared/currencies.ts'
import { type Money, money } from '../shared/money.ts'

/** What a country takes of imported goods of some value, as the rule in force says (domain.md 9.6). */
export type DutyRegime = {
  readonly rowId: string
  readonly effectiveFrom: string | null
  readonly source: string
  /** Up to this value of the goods of one shipment `frees` is not levied. */
  readonly threshold: { readonly upTo: Money; readonly frees: DutyValue['frees'] } | null
  /** Below the threshold and declared under IOSS instead of a rate: so much for each kind of goods. */
  readonly flatPerItemType: Money | null
  readonly duty: DutyValue['duty']
  readonly confidence: DutyConfidence
  readonly tax: { readonly is: DutyValue['tax']; readonly name: string; readonly bps: number; readonly confidence: DutyConfidence }
  readonly headings: readonly HeadingRate[]
  readonly headingsConfidence: DutyConfidence
}

/** The regime of a country (ISO 3166 alpha-2) at an instant, by the rules that lie for somebody; undefined for a country without one. */
export function regimeAt(countryCode: string, at: Date, rows: readonly RuleRow[]): DutyRegime | undefined {
  const key = KEYS.find((one) => countriesOf(one).includes(countryCode))
  const row = key === undefined ? undefined : ruleAt(key, at, rows)
  return key === undefined || row === undefined ? undefined : regimeOf(key, row as RuleRow<DutyKey>, countryCode)
}

/** The duty on goods of a heading, the longest that fits; undefined where it is not listed. `hsCode` has 4 to 10 digits. */
export function headingOf({ headings }: DutyRegime, hsCode: string | null): HeadingRate | undefined {
  if (hsCode === null) return undefined
  return headings.filter(({ heading }) => hsCode.startsWith(heading)).sort((one, other) => other.heading.length - one.heading.length)[0]
}

const KEYS = Object.keys(DUTY_COUNTRIES) as DutyKey[]
const countriesOf = (key: DutyKey): readonly string[] => DUTY_COUNTRIES[key].countries

function regimeOf(key: DutyKey, row: RuleRow<DutyKey>, countryCode: string): DutyRegime {
  const value: DutyValue | EuDutyValue = row.value
  const { currency, taxName } = DUTY_COUNTRIES[key]
  const flatCents = 'flatCents' in value ? value.flatCents : 0
  const bps = 'vat' in value ? value.vat[countryCode as EuMember] : value.taxBps
  const upTo = money(BigInt(value.upTo) * 10n ** BigInt(exponentOf(currency)), currency)
  return {
    rowId: row.rowId ?? `${key}.${citationOf(row).version}`,
    effectiveFrom: row.effectiveFrom === null ? null : chinaDate(row.effectiveFrom),
    source: row.source,
    threshold: value.upTo === 0 ? null : { upTo, frees: value.frees },
    flatPerItemType: flatCents === 0 ? null : money(flatCents, currency),
    ...{ duty: value.duty, confidence: value.confidence, headings: value.headings, headingsConfidence: value.headingsConfidence },
    tax: { is: value.tax, name: taxName, bps, confidence: value.taxConfidence },
  }
}

import { type Money, money } from '../shared/money.ts'

/** Public law is known officially (A) or from the trade press (B); what one weak source says is C. */
type RowNotes = {
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly source: string
  readonly confidence: 'A' | 'B' | 'C'
}

/** What a country takes of imported goods of some value (domain.md 9.6). Not legal advice: the operator has it reviewed. */
export type DutyRegime = RowNotes & {
  readonly id: string
  readonly countries: readonly string[]
  /** Up to this value of the goods of one shipment `frees` is not levied. */
  readonly threshold: { readonly upTo: Money; readonly frees: readonly ('DUTY' | 'TAX')[] } | null
  /** Below the threshold instead of a rate: so much for each kind of goods. */
  readonly flatPerItemType: Money | null
  /** NOT_LEVIED: the country takes no duty on such goods. BY_HEADING: see `DUTY_RATES`. */
  readonly duty: 'BY_HEADING' | 'NOT_LEVIED'
  /** Of goods, freight and duty; null where the state takes none at the border. */
  readonly tax: { readonly name: string; readonly bps: number } | null
}

/** The rate for a heading of the Harmonized System, of goods and freight. */
export type DutyRate = RowNotes & { readonly countries: readonly string[]; readonly heading: string; readonly bps: number }

const EU_VAT = { DE: 1_900, FR: 2_000, IT: 2_200, ES: 2_100, NL: 2_100, PL: 2_300, SE: 2_500, BE: 2_100, AT: 2_000 } as const
const EU = Object.keys(EU_VAT)
const EUR_150 = { upTo: money(15_000, 'EUR'), frees: ['DUTY'] } as const
const both = ['DUTY', 'TAX'] as const

const DUTY_REGIMES: readonly DutyRegime[] = [
  ...Object.entries(EU_VAT).flatMap(([country, bps]): DutyRegime[] => [
    {
      ...regime(`${country}.2021`, [country], { from: '2021-07-01', to: '2026-07-01', confidence: 'A' }),
      source: 'EU duty relief up to 150 EUR; standard VAT rate of the member state',
      threshold: EUR_150,
      tax: { name: 'VAT', bps },
    },
    {
      ...regime(`${country}.2026`, [country], { from: '2026-07-01', to: null, confidence: 'B' }),
      source: 'EU: relief ended, flat duty of 3 EUR for each 6-digit heading up to 150 EUR (domain.md 9.6, EU3)',
      threshold: EUR_150,
      flatPerItemType: money(300, 'EUR'),
      tax: { name: 'VAT', bps },
    },
  ]),
  {
    ...regime('JP.2019', ['JP'], { from: '2019-10-01', to: null, confidence: 'A' }),
    source: 'Japan customs: up to 10,000 JPY free of duty and consumption tax, some goods excluded (domain.md 9.6, JPC)',
    threshold: { upTo: money(10_000, 'JPY'), frees: both },
    tax: { name: 'consumption tax', bps: 1_000 },
  },
  {
    ...regime('KR.2016', ['KR'], { from: '2016-01-01', to: null, confidence: 'C' }),
    source: 'Korea: personal use up to 150 USD free of duty and VAT (domain.md 9.6)',
    threshold: { upTo: money(15_000, 'USD'), frees: both },
    tax: { name: 'VAT', bps: 1_000 },
  },
  {
    ...regime('GB.2021', ['GB'], { from: '2021-01-01', to: null, confidence: 'B' }),
    source: 'UK: up to 135 GBP no duty, VAT at the point of sale; above it duty and 20 % VAT (domain.md 9.6)',
    threshold: { upTo: money(13_500, 'GBP'), frees: ['DUTY'] },
    tax: { name: 'VAT', bps: 2_000 },
  },
  {
    ...regime('US.2025', ['US'], { from: '2025-08-29', to: null, confidence: 'B' }),
    source: 'US: duty-free entry up to 800 USD suspended for all countries; rates are stacked and change (domain.md 9.6, USD)',
  },
  {
    ...regime('AU.2018', ['AU'], { from: '2018-07-01', to: null, confidence: 'B' }),
    source: 'Australia: up to 1,000 AUD no duty, GST from registered sellers (domain.md 9.6)',
    threshold: { upTo: money(100_000, 'AUD'), frees: ['DUTY'] },
    tax: { name: 'GST', bps: 1_000 },
  },
  {
    ...regime('SG.2024', ['SG'], { from: '2024-01-01', to: null, confidence: 'B' }),
    source: 'Singapore: GST 9 % on imports; duty on alcohol, tobacco, vehicles and petroleum only',
    duty: 'NOT_LEVIED',
    tax: { name: 'GST', bps: 900 },
  },
]

const ITA = 'WTO Information Technology Agreement: duty free'
const APPAREL = 'most-favoured-nation rate of the heading'

const DUTY_RATES: readonly DutyRate[] = [
  ...['8471', '8473', '8517'].map((heading) => rate([...EU, 'GB', 'JP', 'KR'], heading, { bps: 0, source: ITA })),
  ...['6109', '6110', '6203', '6204'].map((heading) => rate([...EU, 'GB'], heading, { bps: 1_200, source: APPAREL })),
  ...['6109', '6110'].map((heading) => rate(['JP'], heading, { bps: 1_090, source: APPAREL })),
  ...['6109', '6110', '6203', '6204'].map((heading) => rate(['KR'], heading, { bps: 1_300, source: APPAREL })),
]

/** The regime of a country at an instant, or undefined. */
export function regimeAt(countryCode: string, at: Date, rows: readonly DutyRegime[] = DUTY_REGIMES): DutyRegime | undefined {
  return rows.find((row) => row.countries.includes(countryCode) && isInForce(row, at))
}

/** The rate for goods of a heading, or undefined where the table does not know it; `hsCode` has 4 to 10 digits. */
export function rateFor(
  countryCode: string,
  hsCode: string | null,
  at: Date,
  rows: readonly DutyRate[] = DUTY_RATES,
): DutyRate | undefined {
  if (hsCode === null) return undefined
  return rows.find((row) => row.countries.includes(countryCode) && hsCode.startsWith(row.heading) && isInForce(row, at))
}

function isInForce({ effectiveFrom, effectiveTo }: RowNotes, at: Date): boolean {
  const day = at.toISOString().slice(0, 10)
  return effectiveFrom <= day && (effectiveTo === null || day < effectiveTo)
}

type Dates = { from: string; to: string | null; confidence: RowNotes['confidence'] }

function regime(id: string, countries: readonly string[], { from, to, confidence }: Dates): Omit<DutyRegime, 'source'> {
  const nothing = { threshold: null, flatPerItemType: null, duty: 'BY_HEADING', tax: null } as const
  return { id: `duty.${id}`, countries, effectiveFrom: from, effectiveTo: to, confidence, ...nothing }
}

function rate(countries: readonly string[], heading: string, { bps, source }: { bps: number; source: string }): DutyRate {
  return { countries, heading, bps, source, effectiveFrom: '2021-01-01', effectiveTo: null, confidence: 'B' }
}

import type { Currency } from '../shared/currencies.ts'
import type { HeadingRate } from './heading-rates.ts'

/** Official (A), trade press (B), or general knowledge that nobody has checked yet (C): an estimate is as good as its row. */
export const DUTY_CONFIDENCES = ['A', 'B', 'C'] as const
export type DutyConfidence = (typeof DUTY_CONFIDENCES)[number]

export const DUTY_BASES = ['BY_HEADING', 'NOT_LEVIED'] as const
export const THRESHOLD_FREES = ['NOTHING', 'DUTY', 'DUTY_AND_TAX'] as const
export const IMPORT_TAXES = ['LEVIED', 'NOT_LEVIED', 'UNKNOWN'] as const

/** What a country takes of imported goods (domain.md 9.6), as one version. Not legal advice: the operator has it reviewed. */
type CountryDuties = {
  readonly duty: (typeof DUTY_BASES)[number]
  /** Value of the goods of one shipment, in whole units of the country's currency; 0 for no threshold. */
  readonly upTo: number
  readonly frees: (typeof THRESHOLD_FREES)[number]
  readonly confidence: DutyConfidence
  readonly tax: (typeof IMPORT_TAXES)[number]
  readonly taxConfidence: DutyConfidence
  /** Of goods and freight; a heading that is not listed is not known. */
  readonly headings: readonly HeadingRate[]
  readonly headingsConfidence: DutyConfidence
}
/** Of goods, freight and duty. */
export type DutyValue = CountryDuties & { readonly taxBps: number }

/** Standard rates of VAT, by member state. */
const EU_VAT = {
  ...{ AT: 2_000, BE: 2_100, BG: 2_000, CY: 1_900, CZ: 2_100, DE: 1_900, DK: 2_500, EE: 2_400, ES: 2_100, FI: 2_550, FR: 2_000 },
  ...{ GR: 2_400, HR: 2_500, HU: 2_700, IE: 2_300, IT: 2_200, LT: 2_100, LU: 1_700, LV: 2_100, MT: 1_800, NL: 2_100, PL: 2_300 },
  ...{ PT: 2_300, RO: 2_100, SE: 2_500, SI: 2_200, SK: 2_300 },
} as const
export type EuMember = keyof typeof EU_VAT
export type EuDutyValue = CountryDuties & {
  /** For goods declared under IOSS up to the threshold: euro cents for each kind of goods instead of a rate; 0 for none. */
  readonly flatCents: number
  readonly vat: { readonly [member in EuMember]: number }
}

type DutyCountry = { readonly countries: readonly string[]; readonly currency: Currency; readonly taxName: string }

/** Which rule holds for a country, the currency its threshold is in, and what its tax is called. */
export const DUTY_COUNTRIES = {
  dutyEU: { countries: Object.keys(EU_VAT), currency: 'EUR', taxName: 'VAT' },
  dutyJP: { countries: ['JP'], currency: 'JPY', taxName: 'consumption tax' },
  dutyKR: { countries: ['KR'], currency: 'USD', taxName: 'VAT' },
  dutyUS: { countries: ['US'], currency: 'USD', taxName: 'import tax' },
  dutyGB: { countries: ['GB'], currency: 'GBP', taxName: 'VAT' },
  dutyAU: { countries: ['AU'], currency: 'AUD', taxName: 'GST' },
  dutySG: { countries: ['SG'], currency: 'SGD', taxName: 'GST' },
  dutyMY: { countries: ['MY'], currency: 'MYR', taxName: 'sales tax' },
  dutyTH: { countries: ['TH'], currency: 'THB', taxName: 'VAT' },
  dutyVN: { countries: ['VN'], currency: 'VND', taxName: 'VAT' },
  dutyPH: { countries: ['PH'], currency: 'PHP', taxName: 'VAT' },
  dutyID: { countries: ['ID'], currency: 'USD', taxName: 'VAT' },
} as const satisfies Record<string, DutyCountry>

export type DutyKey = keyof typeof DUTY_COUNTRIES
export type DutyValues = { readonly [key in Exclude<DutyKey, 'dutyEU'>]: DutyValue } & { readonly dutyEU: EuDutyValue }

const EU: EuDutyValue = {
  ...{ duty: 'BY_HEADING', upTo: 150, frees: 'DUTY', flatCents: 0, confidence: 'A' },
  ...{ tax: 'LEVIED', vat: EU_VAT, taxConfidence: 'C' },
  ...{ headings: rates({ 8471: 0, 8473: 0, 8517: 0, 6109: 1_200, 6110: 1_200, 6203: 1_200, 6204: 1_200 }), headingsConfidence: 'C' },
}
const BY_HEADING = { duty: 'BY_HEADING', tax: 'LEVIED', headings: [], headingsConfidence: 'C', taxConfidence: 'C' } as const
const US: DutyValue = { ...BY_HEADING, upTo: 0, frees: 'NOTHING', confidence: 'B', tax: 'NOT_LEVIED', taxBps: 0, taxConfidence: 'B' }
const TH: DutyValue = { ...BY_HEADING, upTo: 1_500, frees: 'DUTY', confidence: 'C', taxBps: 700 }

/** What held before the first date below, with where it is from. */
export const DUTY_DEFAULTS: { readonly [key in DutyKey]: readonly [value: DutyValues[key], source: string] } = {
  dutyEU: [EU, 'EU duty relief up to 150 EUR; standard VAT of the member state'],
  dutyJP: [
    {
      ...{ ...BY_HEADING, upTo: 10_000, frees: 'DUTY_AND_TAX', confidence: 'A', taxBps: 1_000, taxConfidence: 'A' },
      headings: rates({ 8471: 0, 8473: 0, 8517: 0, 6109: 1_090, 6110: 1_090 }),
    },
    'Japan customs: up to 10,000 JPY free of duty and consumption tax, some goods excluded (domain.md 9.6, JPC)',
  ],
  dutyKR: [
    {
      ...{ ...BY_HEADING, upTo: 150, frees: 'DUTY_AND_TAX', confidence: 'C', taxBps: 1_000 },
      headings: rates({ 8471: 0, 8473: 0, 8517: 0, 6109: 1_300, 6110: 1_300, 6203: 1_300, 6204: 1_300 }),
    },
    'Korea: personal use up to 150 USD free of duty and VAT (domain.md 9.6); goods for sale are not',
  ],
  dutyUS: [{ ...US, upTo: 800, frees: 'DUTY' }, 'US: duty-free entry up to 800 USD, until it ended'],
  dutyGB: [
    {
      ...{ ...BY_HEADING, upTo: 135, frees: 'DUTY', confidence: 'B', taxBps: 2_000, taxConfidence: 'B' },
      headings: rates({ 8471: 0, 8473: 0, 8517: 0, 6109: 1_200, 6110: 1_200, 6203: 1_200, 6204: 1_200 }),
    },
    'UK: up to 135 GBP no duty, VAT at the point of sale; above it duty and 20 % VAT (domain.md 9.6)',
  ],
  dutyAU: [
    { ...BY_HEADING, upTo: 1_000, frees: 'DUTY', confidence: 'B', taxBps: 1_000, taxConfidence: 'B' },
    'Australia: up to 1,000 AUD no duty, GST from registered sellers (domain.md 9.6)',
  ],
  dutySG: [
    { ...BY_HEADING, duty: 'NOT_LEVIED', upTo: 0, frees: 'NOTHING', confidence: 'C', taxBps: 900 },
    'Singapore: GST 9 % on imports; duty on alcohol, tobacco, vehicles and petroleum only; not verified',
  ],
  dutyMY: [
    { ...BY_HEADING, upTo: 500, frees: 'DUTY', confidence: 'C', taxBps: 1_000 },
    'Malaysia: up to 500 MYR no duty and 10 % sales tax on low-value goods; above it the tax depends on the goods; not verified',
  ],
  dutyTH: [TH, 'Thailand: up to 1,500 THB no duty; VAT 7 % on all imports since July 2024; not verified'],
  dutyVN: [
    { ...BY_HEADING, upTo: 1_000_000, frees: 'DUTY', confidence: 'C', taxBps: 1_000 },
    'Vietnam: up to 1,000,000 VND by express no duty; VAT on all imports since February 2025, for a time 8 % on some goods; not verified',
  ],
  dutyPH: [
    { ...BY_HEADING, upTo: 10_000, frees: 'DUTY_AND_TAX', confidence: 'C', taxBps: 1_200 },
    'Philippines: up to 10,000 PHP free of duty and tax; above it VAT 12 %; not verified',
  ],
  dutyID: [
    { ...BY_HEADING, upTo: 3, frees: 'DUTY', confidence: 'C', taxBps: 1_100 },
    'Indonesia: up to 3 USD no duty; VAT in effect 11 % on all imports; not verified',
  ],
}

type DatedRow = { readonly [key in DutyKey]: readonly [key: key, from: string, value: DutyValues[key], source: string] }[DutyKey]

/** What changed since, each from a day on. */
export const DUTY_CHANGES: readonly DatedRow[] = [
  ['dutyUS', '2025-05-02', US, 'US: duty-free entry up to 800 USD ended for goods of Chinese origin; rates are stacked and change'],
  [
    ...(['dutyUS', '2025-08-29', US] as const),
    'US: duty-free entry up to 800 USD suspended for all countries; rates are stacked and change (domain.md 9.6, USD)',
  ],
  [
    ...(['dutyTH', '2026-01-01', { ...TH, upTo: 0, frees: 'NOTHING' }] as const),
    'Thailand: duty from the first baht announced for January 2026; not verified',
  ],
  [
    ...(['dutyEU', '2026-07-01', { ...EU, frees: 'NOTHING', flatCents: 300, confidence: 'B' }] as const),
    'EU: relief ended; up to 150 EUR under IOSS a flat duty of 3 EUR for each 6-digit heading (domain.md 9.6, EU3)',
  ],
]

function rates(of: Readonly<Record<string, number>>): HeadingRate[] {
  return Object.entries(of).map(([heading, bps]) => ({ heading, bps }))
}

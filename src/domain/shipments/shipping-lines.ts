import { type Money, money } from '../shared/money.ts'
import type { WeightTariff } from './chargeable-weight.ts'
import type { FlagPolicy } from './restrictions.ts'
import type { SizeRule } from './size-rules.ts'

/** One way abroad with its tariff (domain.md 9.5). A changed tariff is a new row with its own dates, never an edited one. */
export type ShippingLine = WeightTariff & {
  readonly lineCode: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly carrier: string
  readonly mode: 'AIR' | 'EXPRESS' | 'POST' | 'SEA' | 'RAIL' | 'TRUCK'
  readonly countries: readonly string[]
  readonly maxCartonG: number
  readonly sizeRule: SizeRule
  readonly flags: FlagPolicy
  /** Declared value of one shipment at most. */
  readonly maxDeclaredValue: Money
  readonly isInsurable: boolean
  readonly dutyMode: 'DDU' | 'DDP' | 'IOSS'
  readonly transitDays: { readonly p50: number; readonly p90: number }
  readonly tracking: 'full' | 'milestones'
  /** Cartons ready by then leave the same day, Asia/Shanghai. */
  readonly cutOffTime: string
  readonly validFrom: Date
  readonly validTo: Date | null
}

const since = { validFrom: new Date('2026-01-01T00:00:00+08:00'), validTo: null, cutOffTime: '16:00' } as const
const equipment: FlagPolicy = { batteryInEquipment: 'accept', buttonCell: 'accept', magnetic: 'accept', fragile: 'accept' }
const special: FlagPolicy = {
  ...equipment,
  batteryWithEquipment: 'accept',
  powerBank: { surcharge: cny(15) },
  liquid: { surcharge: cny(10) },
  paste: { surcharge: cny(10) },
  oversize: { surcharge: cny(60) },
}

/** Lines to begin with; prices are demonstration tariffs in CNY. Operators load their own contracts. */
export const SHIPPING_LINES: readonly ShippingLine[] = [
  {
    ...tariff({ divisor: 6_000, first: [500, 42], next: [500, 11], stepG: 500 }),
    ...since,
    volumetric: { longestSideOverMm: 600 },
    lineCode: 'JP-EMS',
    name: { zh: '日本EMS', en: 'Japan EMS' },
    carrier: 'EMS',
    mode: 'POST',
    countries: ['JP'],
    maxCartonG: 30_000,
    sizeRule: 'STD1',
    flags: { fragile: 'accept', magnetic: 'accept' },
    maxDeclaredValue: cny(20_000),
    isInsurable: true,
    dutyMode: 'DDU',
    transitDays: { p50: 4, p90: 7 },
    tracking: 'full',
  },
  {
    ...tariff({ divisor: 8_000, first: [10_000, 95], next: [1_000, 6], stepG: 1_000, minimumG: 10_000 }),
    ...since,
    lineCode: 'JP-SEA',
    name: { zh: '日本海运', en: 'Japan sea' },
    carrier: 'Ferry',
    mode: 'SEA',
    countries: ['JP'],
    maxCartonG: 30_000,
    sizeRule: 'STD1',
    flags: special,
    maxDeclaredValue: cny(50_000),
    isInsurable: true,
    dutyMode: 'DDU',
    transitDays: { p50: 9, p90: 14 },
    tracking: 'milestones',
  },
  {
    ...tariff({ divisor: 6_000, first: [500, 28], next: [500, 7], stepG: 500 }),
    ...since,
    lineCode: 'KR-AIR',
    name: { zh: '韩国空运专线', en: 'Korea air line' },
    carrier: 'Korea line',
    mode: 'AIR',
    countries: ['KR'],
    maxCartonG: 30_000,
    sizeRule: 'STD1',
    flags: equipment,
    maxDeclaredValue: cny(20_000),
    isInsurable: true,
    dutyMode: 'DDU',
    transitDays: { p50: 3, p90: 6 },
    tracking: 'full',
  },
  {
    ...tariff({ divisor: 5_000, first: [500, 88], next: [500, 36], stepG: 500 }),
    ...since,
    lineCode: 'US-EXPRESS',
    name: { zh: '美国快递包税', en: 'US express, duty paid' },
    carrier: 'Express',
    mode: 'EXPRESS',
    countries: ['US'],
    maxCartonG: 31_500,
    sizeRule: 'STD2',
    flags: equipment,
    maxDeclaredValue: cny(15_000),
    isInsurable: true,
    dutyMode: 'DDP',
    transitDays: { p50: 7, p90: 11 },
    tracking: 'full',
  },
  {
    ...tariff({ divisor: 6_000, first: [100, 32], next: [100, 9], stepG: 100 }),
    ...since,
    lineCode: 'EU-AIR-IOSS',
    name: { zh: '欧洲空运专线', en: 'Europe air line, IOSS' },
    carrier: 'Europe line',
    mode: 'AIR',
    countries: ['DE', 'FR', 'IT', 'ES', 'NL', 'PL', 'SE', 'BE', 'AT'],
    maxCartonG: 20_000,
    sizeRule: 'STD1',
    flags: equipment,
    maxDeclaredValue: cny(1_150),
    isInsurable: true,
    dutyMode: 'IOSS',
    transitDays: { p50: 8, p90: 14 },
    tracking: 'full',
  },
  {
    ...tariff({ divisor: 5_000, first: [1_000, 60], next: [1_000, 26], stepG: 500 }),
    ...since,
    lineCode: 'EU-RAIL-DDP',
    name: { zh: '欧洲铁路包税', en: 'Europe rail, duty paid' },
    carrier: 'Rail',
    mode: 'RAIL',
    countries: ['DE', 'FR', 'IT', 'ES', 'NL', 'PL', 'BE', 'AT'],
    maxCartonG: 30_000,
    sizeRule: 'STD1',
    flags: special,
    maxDeclaredValue: cny(30_000),
    isInsurable: true,
    dutyMode: 'DDP',
    transitDays: { p50: 24, p90: 35 },
    tracking: 'milestones',
  },
  {
    ...tariff({ divisor: 6_000, first: [500, 24], next: [500, 8], stepG: 500 }),
    ...since,
    lineCode: 'SEA-AIR',
    name: { zh: '东南亚空运专线', en: 'Southeast Asia air line' },
    carrier: 'Southeast Asia line',
    mode: 'AIR',
    countries: ['SG', 'TH', 'VN'],
    maxCartonG: 30_000,
    sizeRule: 'STD1',
    flags: special,
    maxDeclaredValue: cny(10_000),
    isInsurable: true,
    dutyMode: 'DDP',
    transitDays: { p50: 5, p90: 9 },
    tracking: 'full',
  },
]

/** The row of a line in force at an instant, or undefined. */
export function shippingLineAt(lineCode: string, at: Date, lines: readonly ShippingLine[] = SHIPPING_LINES): ShippingLine | undefined {
  return lines.find((line) => line.lineCode === lineCode && isInForce(line, at))
}

/** Lines in force that serve a country (ISO 3166 alpha-2). */
export function linesTo(countryCode: string, at: Date, lines: readonly ShippingLine[] = SHIPPING_LINES): ShippingLine[] {
  return lines.filter((line) => line.countries.includes(countryCode) && isInForce(line, at))
}

function isInForce(line: ShippingLine, at: Date): boolean {
  return line.validFrom.getTime() <= at.getTime() && (line.validTo === null || at.getTime() < line.validTo.getTime())
}

type Prices = {
  divisor: number
  first: [grams: number, yuan: number]
  next: [grams: number, yuan: number]
  stepG: number
  minimumG?: number
}

function tariff({ divisor, first, next, stepG, minimumG = 0 }: Prices): WeightTariff {
  return {
    divisor,
    volumetric: 'always',
    per: 'carton',
    minimumG,
    stepG,
    firstWeightG: first[0],
    firstPrice: cny(first[1]),
    nextUnitG: next[0],
    nextPrice: cny(next[1]),
  }
}

function cny(yuan: number): Money {
  return money(yuan * 100, 'CNY')
}

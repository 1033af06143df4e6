import { ruleAt } from '../policy/rule-at.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import { TARIFF_DEFAULTS, type TariffKey } from '../policy/tariff-rules.ts'
import { type Money, money } from '../shared/money.ts'
import type { WeightTariff } from './chargeable-weight.ts'
import type { FlagPolicy } from './restrictions.ts'
import type { SizeRule } from './size-rules.ts'

/** One way abroad with its tariff (domain.md 9.5). The tariff is a rule: what we ship is what holds until the operator says otherwise. */
export type ShippingLine = WeightTariff & {
  readonly lineCode: string
  /** The rule its tariff is, and the row that made it: the operator's, or the day of ours. */
  readonly tariffKey: TariffKey
  readonly tariffVersion: string
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

/** Lines to begin with, with the tariffs we ship. */
export const SHIPPING_LINES: readonly ShippingLine[] = [
  {
    ...tariffed('tariffJpEms'),
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
    ...tariffed('tariffJpSea'),
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
    ...tariffed('tariffKrAir'),
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
    ...tariffed('tariffUsExpress'),
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
    ...tariffed('tariffEuAirIoss'),
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
    ...tariffed('tariffEuRailDdp'),
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
    ...tariffed('tariffSeaAir'),
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

/** All lines with the tariffs that hold by these rows: everybody's, or those agreed with one partner. */
export function tariffedLines(rows: readonly RuleRow[], at: Date): ShippingLine[] {
  return SHIPPING_LINES.map((line) => {
    const row = ruleAt(line.tariffKey, at, rows)
    return row === undefined ? line : { ...line, ...row.value, tariffVersion: row.rowId ?? line.tariffVersion }
  })
}

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

function tariffed(tariffKey: TariffKey) {
  return { tariffKey, tariffVersion: '2026-01-01', volumetric: 'always', per: 'carton', ...TARIFF_DEFAULTS[tariffKey] } as const
}

function cny(yuan: number): Money {
  return money(yuan * 100, 'CNY')
}

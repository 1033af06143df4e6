import { type Money, money } from '../shared/money.ts'

/** What a shipping line asks by weight (domain.md 9.4); the line's other conditions are in `shipments/shipping-lines.ts`. */
export type TariffValue = {
  /** Cubic centimetres that weigh one kilogram. */
  readonly divisor: number
  readonly firstWeightG: number
  readonly firstPrice: Money
  readonly nextUnitG: number
  readonly nextPrice: Money
  readonly stepG: number
  readonly minimumG: number
}

type Prices = {
  divisor: number
  first: readonly [grams: number, yuan: number]
  next: readonly [grams: number, yuan: number]
  stepG: number
  minimumG?: number
}

/** One rule a line. What we ship are demonstration prices in CNY: operators enter their own contracts, for all or for one partner. */
export const TARIFF_DEFAULTS = {
  tariffJpEms: tariff({ divisor: 6_000, first: [500, 42], next: [500, 11], stepG: 500 }),
  tariffJpSea: tariff({ divisor: 8_000, first: [10_000, 95], next: [1_000, 6], stepG: 1_000, minimumG: 10_000 }),
  tariffKrAir: tariff({ divisor: 6_000, first: [500, 28], next: [500, 7], stepG: 500 }),
  tariffUsExpress: tariff({ divisor: 5_000, first: [500, 88], next: [500, 36], stepG: 500 }),
  tariffEuAirIoss: tariff({ divisor: 6_000, first: [100, 32], next: [100, 9], stepG: 100 }),
  tariffEuRailDdp: tariff({ divisor: 5_000, first: [1_000, 60], next: [1_000, 26], stepG: 500 }),
  tariffSeaAir: tariff({ divisor: 6_000, first: [500, 24], next: [500, 8], stepG: 500 }),
} as const satisfies Record<string, TariffValue>

export type TariffKey = keyof typeof TARIFF_DEFAULTS
export type TariffValues = { readonly [key in TariffKey]: TariffValue }

function tariff({ divisor, first, next, stepG, minimumG = 0 }: Prices): TariffValue {
  const cny = (yuan: number) => money(yuan * 100, 'CNY')
  return {
    ...{ divisor, stepG, minimumG },
    ...{ firstWeightG: first[0], firstPrice: cny(first[1]), nextUnitG: next[0], nextPrice: cny(next[1]) },
  }
}

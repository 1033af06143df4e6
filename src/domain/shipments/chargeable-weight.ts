import { add, type Money, multiplyByCount } from '../shared/money.ts'

export type MeasuredCarton = { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number; readonly weightG: number }

/** When volume counts: always, or only for cartons beyond a size. */
export type VolumetricRule = 'always' | 'never' | { readonly longestSideOverMm: number } | { readonly sumOfSidesOverMm: number }

export type WeightTariff = {
  /** Cubic centimetres that weigh one kilogram: 5000, 6000, 8000. */
  readonly divisor: number
  readonly volumetric: VolumetricRule
  /** Compare actual and volumetric weight carton by carton, or over the whole shipment. */
  readonly per: 'carton' | 'shipment'
  readonly minimumG: number
  readonly stepG: number
  readonly firstWeightG: number
  readonly firstPrice: Money
  readonly nextUnitG: number
  readonly nextPrice: Money
}

/** The part of a tariff that turns cartons into a weight; the rest turns the weight into a price. */
export type WeighingRule = Pick<WeightTariff, 'divisor' | 'volumetric' | 'per' | 'minimumG' | 'stepG'>

export type ChargeableWeight = {
  readonly actualG: number
  readonly volumetricG: number
  /** The larger, at least the minimum, rounded up to the step: what is paid for. */
  readonly chargeableG: number
  /** How much more fits without changing the price. */
  readonly headroomG: number
}

/** Chargeable weight of measured cartons (domain.md 9.4), in whole grams; volumetric grams are rounded up. */
export function chargeableWeight(tariff: WeighingRule, cartons: readonly MeasuredCarton[]): ChargeableWeight {
  if (cartons.length === 0) throw new RangeError('a shipment has at least one carton')
  const volumes = cartons.map((carton) => volumetricGrams(tariff, carton))
  const actualG = total(cartons.map((carton) => carton.weightG))
  const volumetricG = total(volumes)
  const perCarton = total(cartons.map((carton, index) => Math.max(carton.weightG, volumes[index] ?? 0)))
  const billed = tariff.per === 'carton' ? perCarton : Math.max(actualG, volumetricG)
  const chargeableG = Math.ceil(Math.max(billed, tariff.minimumG) / tariff.stepG) * tariff.stepG
  return { actualG, volumetricG, chargeableG, headroomG: chargeableG - billed }
}

/** The freight of a chargeable weight: the first weight, then each begun unit; surcharges come on top. */
export function freightPrice(tariff: WeightTariff, chargeableG: number): Money {
  const units = Math.ceil(Math.max(0, chargeableG - tariff.firstWeightG) / tariff.nextUnitG)
  return add(tariff.firstPrice, multiplyByCount(tariff.nextPrice, units))
}

/** An estimate before packing: net weight with the packaging allowance of the policy, in basis points. */
export function estimatedGrossG(netG: number, packagingBps: number): number {
  return Math.ceil((netG * (10_000 + packagingBps)) / 10_000)
}

function volumetricGrams(tariff: WeighingRule, carton: MeasuredCarton): number {
  if (!countsVolume(tariff.volumetric, carton)) return 0
  const [length, width, height] = [carton.lengthMm, carton.widthMm, carton.heightMm].map((mm) => Math.ceil(mm / 10))
  return Math.ceil(((length ?? 0) * (width ?? 0) * (height ?? 0) * 1_000) / tariff.divisor)
}

function countsVolume(rule: VolumetricRule, { lengthMm, widthMm, heightMm }: MeasuredCarton): boolean {
  if (rule === 'always' || rule === 'never') return rule === 'always'
  if ('longestSideOverMm' in rule) return Math.max(lengthMm, widthMm, heightMm) > rule.longestSideOverMm
  return lengthMm + widthMm + heightMm > rule.sumOfSidesOverMm
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}

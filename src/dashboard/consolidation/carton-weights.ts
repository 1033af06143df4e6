import type { Carton } from '../api/wire.ts'

const MM_PER_CM = 10
const G_PER_KG = 1_000

export type CartonWeights = { actualG: number; volumetricG: number; chargeableG: number; headroomG: number }

/**
 * What the cartons will be charged for (domain.md 9.4): each side rounded up to a centimetre, the larger of actual and
 * volumetric a carton, the sum rounded up to the line's step. A preview while typing: the gateway's figure is the one that counts.
 */
export function weighCartons(cartons: readonly Carton[], line: { volumetricDivisor: number; weightStepG: number }): CartonWeights {
  const volumetric = cartons.map((carton) => volumetricOf(carton, line.volumetricDivisor))
  const actualG = sum(cartons.map((carton) => carton.weightG))
  const exactG = sum(cartons.map((carton, index) => Math.max(carton.weightG, volumetric[index] ?? 0)))
  const chargeableG = Math.ceil(exactG / line.weightStepG) * line.weightStepG
  return { actualG, volumetricG: sum(volumetric), chargeableG, headroomG: chargeableG - exactG }
}

function volumetricOf(carton: Carton, divisor: number): number {
  const [length, width, height] = [carton.lengthMm, carton.widthMm, carton.heightMm].map((side) => Math.ceil(side / MM_PER_CM))
  return Math.ceil(((length ?? 0) * (width ?? 0) * (height ?? 0) * G_PER_KG) / divisor)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

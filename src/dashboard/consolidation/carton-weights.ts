import { type ChargeableWeight, chargeableWeight, type VolumetricRule } from '../../domain/shipments/chargeable-weight.ts'
import type { Carton, Weighing } from '../api/wire.ts'

/**
 * What the cartons will be charged for while they are typed: the gateway's own rule (domain.md 9.4), fed with the line's figures.
 * Null without cartons or when the line is unknown; the weight after packing is the one that counts.
 */
export function weighCartons(cartons: readonly Carton[], weighing: Weighing | null): ChargeableWeight | null {
  if (weighing === null || cartons.length === 0) return null
  return chargeableWeight({ ...weighing, volumetric: ruleOf(weighing) }, cartons)
}

function ruleOf({ volumetric, thresholdMm }: Weighing): VolumetricRule {
  if (volumetric === 'longestSideOver') return { longestSideOverMm: thresholdMm ?? 0 }
  return volumetric === 'sumOfSidesOver' ? { sumOfSidesOverMm: thresholdMm ?? 0 } : volumetric
}

import type { RuleRow } from '../policy/rule-row.ts'
import type { Carton } from './shipment.ts'

/** What a shipping line asks for cartons, before currency and margin; `ruleId` and `ruleVersion` say which row made it. */
export type FreightPrice = {
  chargeableWeightG: number
  freightFen: bigint
  ruleId: string
  ruleVersion: string
  inputs: Record<string, string>
}

/** Prices cartons on a shipping line by the rules that lie for somebody; throws `shipment.line_unknown`, `shipment.destination_not_served` or `shipment.too_heavy`. */
export type PriceFreight = (request: {
  lineCode: string
  countryCode: string
  cartons: Carton[]
  at: Date
  rows: readonly RuleRow[]
}) => FreightPrice

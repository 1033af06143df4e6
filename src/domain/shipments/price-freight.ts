import { Refusal } from '../shared/refusal.ts'
import { chargeableWeight, freightPrice } from './chargeable-weight.ts'
import type { FreightPrice, PriceFreight } from './freight.ts'
import { type ShippingLine, shippingLineAt, tariffedLines } from './shipping-lines.ts'
import { fitsSizeRule } from './size-rules.ts'

/** Prices cartons by the tariffs of our shipping lines, in CNY, citing the line and the row of its tariff. */
export const priceFreight: PriceFreight = (request) => {
  const { lineCode, at, rows } = request
  const line = shippingLineAt(lineCode, at, tariffedLines(rows, at))
  if (line === undefined) throw new Refusal('shipment.line_unknown', { lineCode })
  requireAccepted(line, request)
  return priced(line, chargeableWeight(line, request.cartons))
}

function priced(line: ShippingLine, weight: ReturnType<typeof chargeableWeight>): FreightPrice {
  return {
    chargeableWeightG: weight.chargeableG,
    freightFen: freightPrice(line, weight.chargeableG).amount,
    ruleId: `shippingLine.${line.lineCode}`,
    ruleVersion: line.tariffVersion,
    inputs: {
      actualG: String(weight.actualG),
      volumetricG: String(weight.volumetricG),
      chargeableG: String(weight.chargeableG),
      divisor: String(line.divisor),
      firstWeightG: String(line.firstWeightG),
      firstFen: String(line.firstPrice.amount),
      nextUnitG: String(line.nextUnitG),
      nextFen: String(line.nextPrice.amount),
    },
  }
}

function requireAccepted(line: ShippingLine, { countryCode, cartons }: Parameters<PriceFreight>[0]): void {
  const facts = { lineCode: line.lineCode, countryCode }
  if (!line.countries.includes(countryCode)) throw new Refusal('shipment.destination_not_served', { ...facts, countries: line.countries })
  const heaviest = Math.max(...cartons.map((carton) => carton.weightG))
  if (heaviest > line.maxCartonG) throw new Refusal('shipment.too_heavy', { ...facts, weightG: heaviest, maxCartonG: line.maxCartonG })
  const large = cartons.findIndex((carton) => !fitsSizeRule(line.sizeRule, carton))
  if (large >= 0) throw new Refusal('shipment.too_large', { ...facts, carton: large, sizeRule: line.sizeRule })
}

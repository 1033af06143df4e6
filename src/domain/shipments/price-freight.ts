import { chinaDate } from '../policy/china-time.ts'
import { Refusal } from '../shared/refusal.ts'
import { chargeableWeight, freightPrice } from './chargeable-weight.ts'
import type { FreightPrice, PriceFreight } from './freight.ts'
import { SHIPPING_LINES, type ShippingLine, shippingLineAt } from './shipping-lines.ts'
import { fitsSizeRule } from './size-rules.ts'

/** Prices cartons by the tariffs of our shipping lines, in CNY, citing the line and the day its row came into force. */
export const priceFreight: PriceFreight = createPriceFreight(SHIPPING_LINES)

/** The same over other tariffs, e.g. an operator's contracts. */
export function createPriceFreight(lines: readonly ShippingLine[]): PriceFreight {
  return (request) => {
    const line = shippingLineAt(request.lineCode, request.at, lines)
    if (line === undefined) throw new Refusal('shipment.line_unknown', { lineCode: request.lineCode })
    requireAccepted(line, request)
    const weight = chargeableWeight(line, request.cartons)
    return priced(line, weight)
  }
}

function priced(line: ShippingLine, weight: ReturnType<typeof chargeableWeight>): FreightPrice {
  return {
    chargeableWeightG: weight.chargeableG,
    freightFen: freightPrice(line, weight.chargeableG).amount,
    ruleId: `shippingLine.${line.lineCode}`,
    ruleVersion: chinaDate(line.validFrom),
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

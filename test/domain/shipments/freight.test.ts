import t from 'tap'
import { RULE_ROWS } from '../../../src/domain/policy/rule-at.ts'
import { ruleRow } from '../../../src/domain/policy/rule-row.ts'
import { TARIFF_DEFAULTS } from '../../../src/domain/policy/tariff-rules.ts'
import { money } from '../../../src/domain/shared/money.ts'
import { chargeableWeight, estimatedGrossG, freightPrice, type WeightTariff } from '../../../src/domain/shipments/chargeable-weight.ts'
import { priceFreight } from '../../../src/domain/shipments/price-freight.ts'
import { flagRefusals, flagSurcharge, flagsOf, PLAIN_ITEM } from '../../../src/domain/shipments/restrictions.ts'
import { linesTo, SHIPPING_LINES, shippingLineAt } from '../../../src/domain/shipments/shipping-lines.ts'
import { fitsSizeRule } from '../../../src/domain/shipments/size-rules.ts'

const at = new Date('2026-11-22T00:00:00Z')
const carton = (lengthMm: number, widthMm: number, heightMm: number, weightG: number) => ({ lengthMm, widthMm, heightMm, weightG })
const tariff: WeightTariff = {
  divisor: 5_000,
  volumetric: 'always',
  per: 'carton',
  minimumG: 0,
  stepG: 500,
  firstWeightG: 500,
  firstPrice: money(5_000, 'CNY'),
  nextUnitG: 500,
  nextPrice: money(1_000, 'CNY'),
}

t.test('9.4 chargeable weight', (t) => {
  const rows: [string, WeightTariff, ReturnType<typeof carton>[], [number, number, number, number]][] = [
    ['actual wins', tariff, [carton(200, 200, 100, 2_100)], [2_100, 800, 2_500, 400]],
    ['volume wins', tariff, [carton(500, 400, 300, 2_100)], [2_100, 12_000, 12_000, 0]],
    ['each side is rounded up to a centimetre', tariff, [carton(501, 391, 300, 100)], [100, 12_240, 12_500, 260]],
    ['carton by carton', tariff, [carton(500, 400, 300, 2_000), carton(100, 100, 100, 9_000)], [11_000, 12_200, 21_000, 0]],
    [
      'over the shipment',
      { ...tariff, per: 'shipment' },
      [carton(500, 400, 300, 2_000), carton(100, 100, 100, 9_000)],
      [11_000, 12_200, 12_500, 300],
    ],
    ['divisor 8000', { ...tariff, divisor: 8_000 }, [carton(500, 400, 300, 2_000)], [2_000, 7_500, 7_500, 0]],
    ['EMS up to 60 cm', { ...tariff, volumetric: { longestSideOverMm: 600 } }, [carton(600, 600, 600, 2_000)], [2_000, 0, 2_000, 0]],
    ['EMS over 60 cm', { ...tariff, volumetric: { longestSideOverMm: 600 } }, [carton(601, 100, 100, 500)], [500, 1_220, 1_500, 280]],
    ['sum of sides', { ...tariff, volumetric: { sumOfSidesOverMm: 900 } }, [carton(300, 300, 300, 1_000)], [1_000, 0, 1_000, 0]],
    ['never', { ...tariff, volumetric: 'never' }, [carton(900, 900, 900, 1_000)], [1_000, 0, 1_000, 0]],
    ['the minimum comes before the step', { ...tariff, minimumG: 1_200 }, [carton(10, 10, 10, 100)], [100, 1, 1_500, 1_400]],
    ['1 g steps', { ...tariff, stepG: 1 }, [carton(10, 10, 10, 123)], [123, 1, 123, 0]],
  ]
  for (const [says, rule, cartons, [actualG, volumetricG, chargeableG, headroomG]] of rows) {
    t.same(chargeableWeight(rule, cartons), { actualG, volumetricG, chargeableG, headroomG }, says)
  }
  t.throws(() => chargeableWeight(tariff, []), RangeError)
  t.end()
})

t.test('9.4 freight is the first weight and each begun unit', (t) => {
  const prices = [100, 500, 501, 1_000, 2_600].map((grams) => Number(freightPrice(tariff, grams).amount))
  t.same(prices, [5_000, 5_000, 6_000, 6_000, 10_000])
  t.equal(estimatedGrossG(1_001, 1_000), 1_102)
  t.end()
})

t.test('9.5 a line prices cartons and cites its tariff', (t) => {
  const price = priceFreight({ lineCode: 'KR-AIR', countryCode: 'KR', cartons: [carton(300, 200, 200, 2_300)], at, rows: RULE_ROWS })
  t.match(price, { chargeableWeightG: 2_500, freightFen: 5_600n, ruleId: 'shippingLine.KR-AIR', ruleVersion: '2026-01-01' })
  const value = { ...TARIFF_DEFAULTS.tariffKrAir, firstPrice: money(9_900, 'CNY') }
  const dearer = { ...ruleRow('tariffKrAir', value, { source: 'contract', confidence: 'P', says: 'dearer' }), layer: 'partner' as const }
  const rows = [{ ...dearer, rowId: 'rul_1' }, ...RULE_ROWS]
  const agreed = priceFreight({ lineCode: 'KR-AIR', countryCode: 'KR', cartons: [carton(1, 1, 1, 500)], at, rows })
  t.match(agreed, { freightFen: 9_900n, ruleVersion: 'rul_1' }, 'a partner with terms of its own')
  t.match(price.inputs, { actualG: '2300', volumetricG: '2000', divisor: '6000', nextFen: '700' })
  t.end()
})

t.test('9.3, 9.5 a line refuses what it does not carry', (t) => {
  const ask = (fields: object) => () =>
    priceFreight({ lineCode: 'US-EXPRESS', countryCode: 'US', cartons: [carton(300, 200, 200, 2_300)], at, rows: RULE_ROWS, ...fields })
  t.throws(ask({ lineCode: 'US-ROCKET' }), { code: 'shipment.line_unknown' })
  t.throws(ask({ at: new Date('2020-01-01T00:00:00Z') }), { code: 'shipment.line_unknown' })
  t.throws(ask({ countryCode: 'BR' }), { code: 'shipment.destination_not_served' })
  t.throws(ask({ cartons: [carton(300, 200, 200, 31_501)] }), { code: 'shipment.too_heavy' })
  t.throws(ask({ cartons: [carton(100, 100, 100, 1), carton(1_060, 100, 100, 900)] }), { code: 'shipment.too_large', facts: { carton: 1 } })
  t.end()
})

t.test('9.5 there is a line to each of the first markets', (t) => {
  for (const country of ['JP', 'KR', 'US', 'DE', 'SG', 'TH', 'VN']) t.ok(linesTo(country, at).length > 0, country)
  t.equal(new Set(SHIPPING_LINES.map((line) => line.lineCode)).size, SHIPPING_LINES.length)
  t.equal(shippingLineAt('JP-SEA', at)?.mode, 'SEA')
  t.end()
})

t.test('9.3 postal size rules', (t) => {
  t.ok(fitsSizeRule('STD1', carton(1_500, 400, 350, 1)))
  t.notOk(fitsSizeRule('STD1', carton(1_500, 400, 351, 1)), 'length and girth over 3 m')
  t.notOk(fitsSizeRule('STD1', carton(100, 1_501, 100, 1)), 'whichever side is the longest')
  t.ok(fitsSizeRule('STD3', carton(1_800, 300, 300, 1)))
  t.notOk(fitsSizeRule('STD4', carton(601, 10, 10, 1)))
  t.end()
})

t.test('9.2 unknown is refused until classified', (t) => {
  const line = { batteryInEquipment: 'accept', liquid: { surcharge: money(1_000, 'CNY') }, tobacco: 'accept' } as const
  t.same(flagRefusals(line, PLAIN_ITEM), [])
  t.same(flagRefusals(line, { ...PLAIN_ITEM, batteryInEquipment: true, liquid: true }), [])
  t.same(flagRefusals(line, { ...PLAIN_ITEM, batteryLoose: true, tobacco: true }), ['batteryLoose:refused', 'tobacco:refused'])
  const { powder: _unanswered, ...rest } = PLAIN_ITEM
  t.same(flagRefusals(line, rest), ['powder:unclassified'])
  t.same(flagSurcharge(line, { ...PLAIN_ITEM, liquid: true, batteryInEquipment: true }, 'CNY'), money(1_000, 'CNY'))
  t.end()
})

t.test('9.2 a classification becomes flags', (t) => {
  t.match(flagsOf({ batteryType: 'POWER_BANK', liquidMl: 0 }), { powerBank: true, batteryLoose: false, liquid: false })
  t.match(flagsOf({ batteryType: 'NONE', liquidMl: 30 }), { powerBank: false, liquid: true })
  t.same(flagsOf({ others: { blade: true } }), { blade: true }, 'what nobody answered stays unknown')
  t.end()
})

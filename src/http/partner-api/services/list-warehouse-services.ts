import { z } from 'zod'
import { citationOf, ruleAt } from '../../../domain/policy/rule-at.ts'
import { SERVICE_CODES, SERVICE_STAGES, SERVICE_UNITS, serviceRule } from '../../../domain/services/service-catalogue.ts'
import { wholeList } from '../../pagination.ts'
import { listWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { serviceCodeWire, serviceNameWire } from './service-wire.ts'

const serviceWire = z
  .object({
    code: serviceCodeWire,
    name: serviceNameWire,
    stage: z.enum(SERVICE_STAGES).meta({ description: 'Done at the inspection bench, or when the goods are packed for export.' }),
    per: z.enum(SERVICE_UNITS).meta({ description: 'What one unit of it is.' }),
    price: moneyWire.meta({ description: 'Of one unit, in CNY; quotes convert it at their locked rate.' }),
    ruleId: z.string(),
    ruleVersion: z.string().meta({ description: 'The row that set the price; charges cite the same.' }),
  })
  .meta({ id: 'WarehouseService', description: 'A value-added service of our warehouse and its price for you.' })

export const listWarehouseServices = definePartnerRoute({
  method: 'GET',
  path: '/v1/warehouse-services',
  operationId: 'listWarehouseServices',
  tag: 'Quotes',
  summary: 'Read the value-added services',
  description: 'What our warehouse does with your goods for a price, as it holds for you now. Ask for it in a quote.',
  scope: 'quotes:read',
  response: {
    status: 200,
    schema: listWire(serviceWire, 'WarehouseServiceList'),
    example: wholeList([
      {
        code: 'RELABEL',
        name: { en: 'Label put on', zh: '贴标' },
        stage: 'BENCH',
        per: 'piece',
        price: { amount: 50, currency: 'CNY' },
        ruleId: 'services',
        ruleVersion: 'default',
      },
    ]),
  },
  handler: async ({ tenant, clock, rules }) => {
    const row = ruleAt('services', clock.now(), rules.rowsFor(tenant))
    if (row === undefined) return wholeList([])
    const { ruleId, version: ruleVersion } = citationOf(row)
    const offered = SERVICE_CODES.filter((code) => row.value[code].isOffered)
    return wholeList(
      offered.map((code) => {
        const { name, stage, per } = serviceRule(code)
        return { code, name, stage, per, price: toMoneyWire(row.value[code].perUnit.amount, 'CNY'), ruleId, ruleVersion }
      }),
    )
  },
})

import { z } from 'zod'
import { supplierIdWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { languageOf } from '../languages.ts'
import { freshnessExample } from '../products/freshness.ts'
import { sendReady } from '../products/ready-answer.ts'
import { supplierWire } from './supplier-presenter.ts'

export const getSupplier = definePartnerRoute({
  method: 'GET',
  path: '/v1/suppliers/{supplierId}',
  operationId: 'getSupplier',
  tag: 'Catalogue',
  summary: 'Read a supplier',
  description: 'A seller of 1688: its scores, its labels, and how often its goods failed inspection in our warehouse.',
  scope: 'catalogue:read',
  cost: 3,
  params: z.object({ supplierId: supplierIdWire }),
  etag: true,
  response: {
    status: 200,
    schema: supplierWire,
    example: {
      object: 'supplier',
      id: EXAMPLE.supplier,
      name: '义乌灯具厂',
      scores: {
        ...{ medalLevel: 4, composite: 4.5, logistics: 4.6, dispute: 4.8, offer: 4.5, consulting: 4.2, afterSales: 4.4 },
        ...{ repeatPurchasePercent: 37.5, pickupWithin48HoursPercent: 98.1, qualityRefundPercent: 0.4 },
      },
      labels: ['super_factory'],
      productCount: 128,
      inspection: { failPercent: 1.8 },
      ...freshnessExample,
    },
  },
  problems: [502, 504],
  handler: async ({ suppliers, principal, tenant, params, clock, request }) => {
    const language = languageOf(undefined, request.headers['accept-language'], principal.defaults)
    const ask = { livemode: tenant.livemode, view: principal.view, supplierId: params.supplierId, language }
    const ready = await suppliers.supplier(ask)
    return sendReady(ready, clock)
  },
})

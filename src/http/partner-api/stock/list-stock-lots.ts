import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { idWire, listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { presentStockLot, stockLotExample, stockLotWire } from './stock-lot-presenter.ts'

export const listStockLots = definePartnerRoute({
  method: 'GET',
  path: '/v1/stock',
  operationId: 'listStockLots',
  tag: 'Warehouse',
  summary: 'List what is in stock',
  description:
    'Lots of your goods in our warehouse, last stored first: since when they lie, until when that is free, and when they may be abandoned.',
  scope: 'warehouse:read',
  query: z.strictObject({
    orderId: idWire('ord').optional(),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(stockLotWire, 'StockLotList'),
    example: { object: 'list', data: [stockLotExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, rules, tenant, query }) => {
    const filter = withoutUndefined({ orderId: query.orderId })
    const page = await reads.stock(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, {
      ...{ cursors, query },
      position: (lot) => ({ createdAt: lot.storedAt, id: lot.id }),
      present: (lot) => presentStockLot(lot, rules),
    })
  },
})

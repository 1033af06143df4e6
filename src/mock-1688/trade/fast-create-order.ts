import type { Api } from '../protocol/api.ts'
import { createCrossOrder } from './create-cross-order.ts'

/** The sibling of `createCrossOrder`: its fields are not described anywhere we know, so it takes and answers the same. */
export const fastCreateOrder: Api = { ...createCrossOrder, name: 'alibaba.trade.fastCreateOrder' }

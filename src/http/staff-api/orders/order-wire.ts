import { z } from 'zod'
import type { DeskOrder, DeskOrderSheet, DeskOrders } from '../../../domain/orders/desk-orders.ts'
import { LINE_STATES } from '../../../domain/orders/line-states.ts'
import type { OrderLine } from '../../../domain/orders/order.ts'
import { deriveOrderStatus } from '../../../domain/orders/order-status.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { historyWire, toHistoryWire } from '../history-wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import { aroundExample, aroundWire, toAround } from './order-around-wire.ts'
import { postingGroupWire, toPostingGroups } from './posting-group-wire.ts'

const rowShape = {
  id: idWire('ord'),
  livemode: z.boolean(),
  partnerId: z.string(),
  partnerName: z.string(),
  externalRef: z.string().nullable(),
  status: z.enum(LINE_STATES),
  title: z.string(),
  titleZh: z.string(),
  imageUrl: z.string().nullable(),
  lineCount: z.int(),
  pieces: z.int(),
  total: moneyWire,
  refunded: moneyWire,
  createdAt: instantWire,
  paidAt: instantWire.nullable(),
}

export const orderRowWire = z.object(rowShape).meta({ id: 'StaffOrderRow', description: 'An order in the list of the office.' })

const lineWire = z
  .object({
    id: idWire('oln'),
    lineNo: z.int(),
    state: z.enum(LINE_STATES),
    product: staffProductWire,
    ordered: z.int(),
    unitPrice: moneyWire.meta({ description: 'What the seller asks for a piece.' }),
    goods: moneyWire,
    domesticFreight: moneyWire,
    fees: moneyWire.meta({ description: 'Commission, inspection, services and the margin on the rate.' }),
    total: moneyWire,
    refunded: moneyWire,
    remark: z.string().nullable(),
  })
  .meta({ id: 'StaffOrderLine', description: 'One variant of an order and what it costs the partner.' })

export const orderSheetWire = z
  .object({
    ...rowShape,
    note: z.string().nullable(),
    payBefore: instantWire,
    rate: z.string().meta({ description: 'Units of the order’s currency for one yuan, margin included, locked by the quote.' }),
    lines: z.array(lineWire),
    ...aroundWire,
    postingGroups: z.array(postingGroupWire),
    history: historyWire,
  })
  .meta({ id: 'StaffOrder', description: 'An order with everything that hangs on it.' })

export function toOrderRow({ order, lines, partnerName }: DeskOrder): z.input<typeof orderRowWire> {
  const { id, livemode, partnerId, externalRef, currency } = order
  const [first] = lines
  return {
    ...{ id, livemode, partnerId, partnerName, externalRef },
    status: deriveOrderStatus(lines.map(({ state }) => state)),
    title: first?.snapshot.title ?? '',
    titleZh: first?.snapshot.titleZh ?? '',
    imageUrl: first?.snapshot.imageUrl ?? null,
    lineCount: lines.length,
    pieces: lines.reduce((sum, line) => sum + line.ordered, 0),
    total: toMoneyWire(order.totalMinor, currency),
    refunded: toMoneyWire(
      lines.reduce((sum, line) => sum + line.refundedMinor, 0n),
      currency,
    ),
    createdAt: toInstantWire(order.createdAt),
    paidAt: toInstantWire(order.paidAt),
  }
}

/** Throws `resource.not_found`. */
export async function readOrderSheet(orders: DeskOrders, id: string): Promise<z.input<typeof orderSheetWire>> {
  const sheet = await orders.order(id)
  if (sheet === undefined) throw new Problem('resource.not_found')
  return toOrderSheet(sheet)
}

function toOrderSheet(sheet: DeskOrderSheet): z.input<typeof orderSheetWire> {
  const { order, lines } = sheet
  return {
    ...toOrderRow(sheet),
    note: order.note,
    payBefore: toInstantWire(order.payBefore),
    rate: order.rate.rate,
    lines: lines.map((line) => toLine(line, order.currency)),
    ...toAround(sheet),
    postingGroups: toPostingGroups(sheet.postings),
    history: toHistoryWire(sheet.history),
  }
}

function toLine(line: OrderLine, currency: DeskOrder['order']['currency']): z.input<typeof lineWire> {
  const { id, lineNo, state, ordered, remark } = line
  const money = (minor: bigint) => toMoneyWire(minor, currency)
  return {
    ...{ id, lineNo, state, ordered, remark },
    product: toStaffProductWire(line),
    unitPrice: toMoneyWire(line.unitPriceFen, 'CNY'),
    goods: money(line.goodsMinor),
    domesticFreight: money(line.domesticFreightMinor),
    fees: money(line.serviceFeeMinor + line.inspectionFeeMinor + line.vasMinor + line.fxMarginMinor),
    total: money(line.totalMinor),
    refunded: money(line.refundedMinor),
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const AT = '2026-11-22T08:00:00.000Z'

export const orderRowExample: z.input<typeof orderRowWire> = {
  ...{ id: 'ord_01kd5v3m8qf6mrx3e0c9h2t4zc', livemode: true, partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', partnerName: 'Demo Store' },
  ...{ externalRef: 'PO-2026-1107', status: 'PURCHASED', title: productExample.title, titleZh: productExample.titleZh, imageUrl: null },
  ...{ lineCount: 1, pieces: 24, total: usd(13_581), refunded: usd(0), createdAt: AT, paidAt: AT },
}

export const orderSheetExample: z.input<typeof orderSheetWire> = {
  ...orderRowExample,
  ...{ note: null, payBefore: AT, rate: '0.1421', lines: [], ...aroundExample, postingGroups: [], history: [] },
}

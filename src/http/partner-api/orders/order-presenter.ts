import { z } from 'zod'
import { EXCEPTION_POLICIES } from '../../../domain/orders/exception-policies.ts'
import { LINE_COUNTERS, type LineCounter } from '../../../domain/orders/line-quantities.ts'
import { LINE_STATES } from '../../../domain/orders/line-states.ts'
import type { OrderLine } from '../../../domain/orders/order.ts'
import { countLineStates, deriveOrderStatus } from '../../../domain/orders/order-status.ts'
import { repriceLine } from '../../../domain/orders/reprice-line.ts'
import type { OrderView } from '../../../domain/use-cases.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, metadataWire, moneyWire, productIdWire, skuIdWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'
import { chargeExample, chargeWire, presentCharge, presentRate, rateExample, rateWire } from '../quotes/charge-presenter.ts'
import { inspectionLevelWire } from '../quotes/inspection-level-wire.ts'
import { amountsExample, attributeWire, lineAmountsWire, presentAmounts } from '../quotes/quote-presenter.ts'
import { lineServiceExample, lineServiceWire, presentLineService } from '../services/service-wire.ts'

export const exceptionPolicyWire = z
  .enum(EXCEPTION_POLICIES)
  .meta({ id: 'ExceptionPolicy', description: 'What happens to units with a problem when you stay silent.' })
export const lineStatusWire = z
  .enum(LINE_STATES)
  .meta({ id: 'OrderStatus', description: 'Where a line stands; an order shows its least advanced moving line. May gain values.' })

const count = z.int().min(0)
const quantitiesWire = z
  .object(Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, count])) as Record<LineCounter, typeof count>)
  .meta({ id: 'LineQuantities', description: 'Where the units of a line are; every unit is counted.' })

const priceConfirmationWire = z
  .object({
    quotedGoods: moneyWire,
    quotedDomesticFreight: moneyWire,
    askedGoods: moneyWire,
    askedDomesticFreight: moneyWire,
    askedTotal: moneyWire.meta({ description: 'What the line would cost you, at the rate of the quote.' }),
    answerBefore: instantWire.meta({ description: 'Silence until then rejects the price.' }),
  })
  .meta({ id: 'PriceConfirmation', description: 'The seller asks another price than was quoted, for all units of the line.' })

const orderLineWire = z
  .object({
    id: idWire('oln'),
    lineNo: z.int().min(1),
    status: lineStatusWire,
    productId: productIdWire,
    skuId: skuIdWire.nullable(),
    title: z.string(),
    titleZh: z.string(),
    imageUrl: z.string().nullable(),
    attributes: z.array(attributeWire),
    sellerName: z.string(),
    quantities: quantitiesWire,
    unitPrice: moneyWire.meta({ description: "The seller's price, in CNY." }),
    amounts: lineAmountsWire,
    refunded: moneyWire.meta({ description: 'Already given back out of the total.' }),
    inspectionLevel: inspectionLevelWire,
    services: z.array(lineServiceWire),
    exceptionPolicy: exceptionPolicyWire.nullable().meta({
      description: 'Null: damaged or wrong pieces go back, missing ones are claimed, as far as the operator’s rule does not say otherwise.',
    }),
    remark: z.string().nullable().meta({ description: 'What you say to the seller about this line.' }),
    priceTolerance: z
      .object({ bps: z.int().min(0), fen: z.int().min(0) })
      .meta({ id: 'LinePriceTolerance', description: 'The larger of a share in hundredths of a percent and an amount in fen.' })
      .nullable()
      .meta({ description: 'How far the price may move before you are asked; null: as far as the operator’s rule goes.' }),
    specConfirmed: z.boolean().meta({ description: 'You confirmed the choices of the variant when ordering.' }),
    weightGrams: z.int().min(0).nullable(),
    priceConfirmation: priceConfirmationWire.nullable().meta({ description: 'Set while the line is in PRICE_CONFIRM_HOLD.' }),
    completedAt: instantWire.nullable().meta({
      description: 'Two weeks after the delivery, with no claim open, unless agreed otherwise. Claims are taken for 180 days more.',
    }),
    stopping: z.boolean().meta({
      description:
        'The line is being cancelled: it ends, and its money comes back, when the seller’s order is closed. Only one that is paid before that is bought.',
    }),
    updatedAt: instantWire,
  })
  .meta({ id: 'OrderLine', description: 'One variant of an order, frozen as it was promised.' })

export const orderWire = z
  .object({
    object: z.literal('order'),
    id: idWire('ord'),
    livemode: z.boolean(),
    quoteId: idWire('quo'),
    externalRef: z.string().nullable(),
    status: lineStatusWire,
    lineCounts: z
      .record(z.string(), count)
      .meta({ description: 'How many lines are in each status: a mixed order is never hidden behind one word.' }),
    lines: z.array(orderLineWire),
    charges: z.array(chargeWire),
    rate: rateWire,
    total: moneyWire,
    refunded: moneyWire,
    metadata: metadataWire,
    note: z.string().nullable(),
    payBefore: instantWire.meta({ description: 'An unpaid order is cancelled then.' }),
    paidAt: instantWire.nullable(),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'Order', description: 'What you asked us to buy.' })

export function presentOrder({ order, lines }: OrderView): z.input<typeof orderWire> {
  const refunded = lines.reduce((total, line) => total + line.refundedMinor, 0n)
  return {
    object: 'order',
    id: order.id,
    livemode: order.livemode,
    quoteId: order.quoteId,
    externalRef: order.externalRef,
    status: deriveOrderStatus(lines.map((line) => line.state)),
    lineCounts: countLineStates(lines.map((line) => line.state)),
    lines: lines.map((line) => presentLine(line, order)),
    charges: order.charges.map(presentCharge),
    rate: presentRate(order.rate),
    total: toMoneyWire(order.totalMinor, order.currency),
    refunded: toMoneyWire(refunded, order.currency),
    metadata: order.metadata,
    note: order.note,
    payBefore: toInstantWire(order.payBefore),
    paidAt: toInstantWire(order.paidAt),
    createdAt: toInstantWire(order.createdAt),
    updatedAt: toInstantWire(order.updatedAt),
  }
}

type Versioned = { version: number }

/** The tag of an order as shown: what lies below it may move without a new version of the order. */
export function orderTag({ order, ...below }: OrderView & { purchases?: readonly Versioned[]; refunds?: readonly Versioned[] }): string {
  const rows: Versioned[][] = [below.lines, [...(below.purchases ?? [])], [...(below.refunds ?? [])]]
  return versionTag(order.version, rows.map((versions) => versions.reduce((total, row) => total + row.version, 0)).join('-'))
}

function presentLine(line: OrderLine, order: OrderView['order']): z.input<typeof orderLineWire> {
  const { currency } = order
  const { id, lineNo, productId, skuId, inspectionLevel, exceptionPolicy, snapshot } = line
  const { title, titleZh, imageUrl, attributes, sellerName } = snapshot
  return {
    ...{ id, lineNo, status: line.state, productId, skuId, title, titleZh, imageUrl, attributes, sellerName },
    quantities: Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, line[counter]])) as Record<LineCounter, number>,
    unitPrice: toMoneyWire(line.unitPriceFen, 'CNY'),
    amounts: presentAmounts(line, currency),
    refunded: toMoneyWire(line.refundedMinor, currency),
    ...{ inspectionLevel, exceptionPolicy },
    services: line.services.map((service) => presentLineService(service, currency)),
    remark: line.remark,
    priceTolerance: line.priceTolerance && { bps: line.priceTolerance.bps, fen: Number(line.priceTolerance.atLeastFen) },
    specConfirmed: snapshot.specConfirmed ?? false,
    weightGrams: line.weightG,
    priceConfirmation: presentPriceAsk(line, order),
    completedAt: toInstantWire(line.completedAt),
    stopping: line.stopAsked !== null,
    updatedAt: toInstantWire(line.updatedAt),
  }
}

function presentPriceAsk(line: OrderLine, order: OrderView['order']): z.input<typeof priceConfirmationWire> | null {
  const { priceAsk, priceAnswerBy } = line
  if (priceAsk === null || priceAnswerBy === null) return null
  return {
    quotedGoods: toMoneyWire(line.goodsFen, 'CNY'),
    quotedDomesticFreight: toMoneyWire(line.domesticFreightFen, 'CNY'),
    askedGoods: toMoneyWire(priceAsk.goodsFen, 'CNY'),
    askedDomesticFreight: toMoneyWire(priceAsk.domesticFreightFen, 'CNY'),
    askedTotal: toMoneyWire(repriceLine(line, priceAsk, order).totalMinor, order.currency),
    answerBefore: toInstantWire(priceAnswerBy),
  }
}

export const orderExample: z.input<typeof orderWire> = {
  object: 'order',
  id: EXAMPLE.order,
  livemode: true,
  quoteId: EXAMPLE.quote,
  externalRef: 'PO-2026-1107',
  status: 'PENDING_PAYMENT',
  lineCounts: { PENDING_PAYMENT: 1 },
  lines: [
    {
      id: EXAMPLE.line,
      lineNo: 1,
      status: 'PENDING_PAYMENT',
      productId: EXAMPLE.product,
      skuId: EXAMPLE.sku,
      title: 'Desk lamp, warm light',
      titleZh: '暖光台灯',
      imageUrl: 'https://cbu01.alicdn.com/img/ibank/lamp.jpg',
      attributes: [{ name: 'colour', value: 'white' }],
      sellerName: '义乌灯具厂',
      quantities: {
        ...(Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, 0])) as Record<LineCounter, number>),
        ordered: 50,
        notYetPurchased: 50,
      },
      unitPrice: { amount: 1800, currency: 'CNY' },
      amounts: amountsExample,
      refunded: { amount: 0, currency: 'USD' },
      inspectionLevel: 'STANDARD',
      services: [lineServiceExample],
      exceptionPolicy: null,
      remark: '请勿使用带品牌的包装',
      priceTolerance: null,
      specConfirmed: true,
      weightGrams: 420,
      priceConfirmation: null,
      completedAt: null,
      stopping: false,
      updatedAt: EXAMPLE.at,
    },
  ],
  charges: [chargeExample],
  rate: rateExample,
  total: { amount: 14_293, currency: 'USD' },
  refunded: { amount: 0, currency: 'USD' },
  metadata: { campaign: 'winter' },
  note: null,
  payBefore: '2026-11-23T01:02:03.000Z',
  paidAt: null,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}

import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Quote, QuoteLine } from '../quotes/quote.ts'
import { orderedServices } from '../services/line-service.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { sameTenant } from '../shared/tenant.ts'
import type { Commands, PlaceOrder } from '../use-cases.ts'
import { holdPayment } from './hold-payment.ts'
import { type ChosenOptions, chooseOptions } from './line-options.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import { initialQuantities } from './quantities.ts'

export type PlaceOrderTools = { clock: Clock; ids: Ids; rules: RuleBook }

/** Turns an open quote into an order that waits for payment or, when asked, is paid at once or not made. A quote is ordered once. */
export function createPlaceOrder({ clock, ids, rules }: PlaceOrderTools): Commands['placeOrder'] {
  return async (tx, input) => {
    const now = clock.now()
    // Asked together, that the database is waited for once; the quote is locked first.
    const [found, twin, outlook] = await Promise.all([
      tx.quotes.lock(input.quoteId),
      input.externalRef === null ? undefined : tx.orders.findByExternalRef(input.tenant, input.externalRef),
      input.pay ? tx.payments.outlook(input.tenant) : undefined,
    ])
    const quote = requireUsable(found, input, now)
    if (twin !== undefined) throw new Refusal('order.external_ref_taken', { id: twin.id })
    if (input.most != null && (input.most.currency !== quote.currency || quote.totalMinor > input.most.amount))
      throw new Refusal('order.price_ceiling_exceeded', { pointer: '#/maxTotal', total: money(quote.totalMinor, quote.currency) })
    const options = chooseOptions(quote.lines, input, { now, rules })
    const paymentWindow = valueAt('paymentWindow', now, rules.rowsFor(input.tenant))
    const order = orderFrom(quote, input, { id: ids.next('ord'), now, payBefore: new Date(now.getTime() + paymentWindow.ms) })
    const lines = quote.lines.map((line, index) => lineFrom(line, order, options[index], ids.next('oln')))
    await tx.orders.insert(order)
    for (const line of lines) await tx.lines.insert(line)
    await tx.quotes.update({ ...quote, status: 'ORDERED', orderId: order.id })
    for (const line of lines) await tx.history.append(acceptance(line, input, now))
    await tx.outbox.addJob('keep-listing-pictures', { id: order.id })
    return outlook === undefined ? { order, lines } : holdPayment(tx, { ids, rules }, { order, lines, actor: input.actor, now, outlook })
  }
}

function requireUsable(quote: Quote | undefined, input: PlaceOrder, now: Date): Quote {
  if (quote === undefined || !sameTenant(quote, input.tenant)) throw new Refusal('resource.not_found', { id: input.quoteId })
  if (quote.orderId !== null) throw new Refusal('quote.already_used', { id: quote.orderId })
  if (quote.expiresAt <= now) throw new Refusal('quote.expired', { id: quote.id, expiredAt: quote.expiresAt.toISOString() })
  return quote
}

function orderFrom(quote: Quote, input: PlaceOrder, { id, now, payBefore }: { id: string; now: Date; payBefore: Date }): AgentOrder {
  return {
    ...input.tenant,
    id,
    quoteId: quote.id,
    externalRef: input.externalRef,
    currency: quote.currency,
    rate: quote.rate,
    charges: quote.charges,
    totalMinor: quote.totalMinor,
    metadata: input.metadata,
    note: input.note,
    createdAt: now,
    updatedAt: now,
    paidAt: null,
    payBefore,
    version: 1,
  }
}

function lineFrom(line: QuoteLine, order: AgentOrder, options: ChosenOptions | undefined, id: string): OrderLine {
  if (options === undefined) throw new RangeError('every line of a quote has its options')
  return {
    partnerId: order.partnerId,
    livemode: order.livemode,
    ...initialQuantities(line.quantity),
    id,
    orderId: order.id,
    lineNo: line.lineNo,
    state: 'PENDING_PAYMENT',
    productId: line.productId,
    offerId: line.offerId,
    skuId: line.skuId,
    specId: line.specId,
    sellerOpenId: line.sellerOpenId,
    sellerGroup: line.sellerGroup,
    flow: line.flow,
    purchaseId: null,
    snapshot: {
      titleZh: line.titleZh,
      title: line.title,
      imageUrl: line.imageUrl,
      attributes: line.attributes,
      sellerName: line.sellerName,
      shippingTimeGuarantee: line.shippingTimeGuarantee,
      serviceLabels: line.serviceLabels,
      capturedAt: order.rate.quotedAt,
      specConfirmed: options.specConfirmed,
      ...(line.listing === undefined ? {} : { listing: line.listing }),
    },
    unitPriceFen: line.unitPriceFen,
    goodsFen: line.goodsFen,
    domesticFreightFen: line.domesticFreightFen,
    goodsMinor: line.goodsMinor,
    domesticFreightMinor: line.domesticFreightMinor,
    serviceFeeMinor: line.serviceFeeMinor,
    inspectionFeeMinor: line.inspectionFeeMinor,
    vasMinor: line.vasMinor ?? 0n,
    fxMarginMinor: line.fxMarginMinor,
    totalMinor: line.totalMinor,
    refundedMinor: 0n,
    inspectionLevel: line.inspectionLevel,
    services: orderedServices(line.services),
    exceptionPolicy: options.exceptionPolicy,
    remark: options.remark,
    priceTolerance: options.priceTolerance,
    weightG: line.weightG,
    upstreamOrderId: null,
    upstreamEntryId: null,
    priceAsk: null,
    priceAnswerBy: null,
    completedAt: null,
    stopAsked: null,
    pictures: null,
    snapshotUrl: null,
    createdAt: order.createdAt,
    updatedAt: order.createdAt,
    version: 1,
  }
}

/** Placing is the partner's acceptance of the quote (O2): the first row of the line's history. */
function acceptance(line: OrderLine, input: PlaceOrder, at: Date) {
  return {
    ...input.tenant,
    machine: 'orderLine',
    resourceId: line.id,
    orderId: line.orderId,
    fromState: 'QUOTED',
    event: 'accept',
    toState: line.state,
    actor: input.actor,
    reason: null,
    evidence: [],
    at,
  }
}

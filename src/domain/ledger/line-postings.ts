import type { AgentOrder, OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import type { Ids } from '../shared/ids.ts'
import { type Money, money } from '../shared/money.ts'
import type { Shipment } from '../shipments/shipment.ts'
import { buildGroup, type GroupRequest, type PostingGroup } from './build-group.ts'
import type { PostingTemplateName } from './posting-templates.ts'

type Amounts<T extends PostingTemplateName> = GroupRequest<T>['amounts']
/** `occasion` tells apart the times a template may move money of one source more than once; without it, it moves once. */
type Context<T extends PostingTemplateName> = { ids: Ids; at: Date; amounts: Amounts<T>; occasion?: string }

/** The parts of what a line cost, in the order's currency. */
export function lineAmounts(line: OrderLine, currency: AgentOrder['currency']) {
  return {
    total: money(line.totalMinor, currency),
    goods: money(line.goodsMinor, currency),
    domesticFreight: money(line.domesticFreightMinor, currency),
    serviceFee: money(line.serviceFeeMinor, currency),
    services: money(line.inspectionFeeMinor + line.vasMinor, currency),
    fxMargin: money(line.fxMarginMinor, currency),
    nothing: money(0n, currency),
  } satisfies Record<string, Money>
}

/** A group about one line: each template moves a line's money once, whoever asks again. */
export function linePosting<T extends PostingTemplateName>(template: T, line: OrderLine, context: Context<T>): PostingGroup {
  return group(template, { tenant: line, sourceType: 'orderLine', sourceId: line.id }, context)
}

/** A group about one purchase upstream. */
export function purchasePosting<T extends PostingTemplateName>(template: T, purchase: Purchase, context: Context<T>): PostingGroup {
  return group(template, { tenant: purchase, sourceType: 'purchase', sourceId: purchase.id }, context)
}

/** A group about one shipment; payment 2 is held and captured once. */
export function shipmentPosting<T extends PostingTemplateName>(template: T, shipment: Shipment, context: Context<T>): PostingGroup {
  return group(template, { tenant: shipment, sourceType: 'shipment', sourceId: shipment.id }, context)
}

/** A group about one refund case: a case pays out once (invariant 4). */
export function refundPosting<T extends PostingTemplateName>(template: T, refund: RefundCase, context: Context<T>): PostingGroup {
  return group(template, { tenant: refund, sourceType: 'refund', sourceId: refund.id }, context)
}

type Source = { tenant: { partnerId: string; livemode: boolean }; sourceType: string; sourceId: string }

function group<T extends PostingTemplateName>(template: T, source: Source, { ids, at, amounts, occasion }: Context<T>): PostingGroup {
  return buildGroup({
    id: ids.next('grp'),
    template,
    tenant: { partnerId: source.tenant.partnerId, livemode: source.tenant.livemode },
    amounts,
    idempotencyKey: [template, source.sourceId, ...(occasion === undefined ? [] : [occasion])].join(':'),
    sourceType: source.sourceType,
    sourceId: source.sourceId,
    at,
  })
}

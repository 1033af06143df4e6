import { z } from 'zod'
import type { LineRefusal, OrderPreview, OrderRequest, PreviewedOrder } from '../../domain/upstream/order.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeFlat } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'
import { fen, flag, list, text, yuan } from '../wire.ts'
import { cargoParams } from './cargo.ts'
import { failedLineWire, orderRefusalReason, toLineRefusal } from './order-refusals.ts'

const NAME = 'alibaba.createOrder.preview'

/** What one seller's goods would cost now, one entry per order 1688 would make, or why it would not sell. Throws UpstreamError. */
export async function previewOrder(client: ApiClient, request: OrderRequest & { outOrderId?: string }): Promise<OrderPreview> {
  const params = { ...cargoParams(request), flow: request.flow, outOrderId: request.outOrderId }
  const decoded = await ask(client, { namespace: TRADE, name: NAME, params }, decodeFlat)
  const wire = shaped(previewWire, decoded.payload, NAME)
  const orders = wire.orderPreviewResuslt
  const lines = orders.flatMap((order) => order.cargoList).flatMap(refusedLine)
  if (decoded.kind === 'refused') return refusal(decoded.code, decoded.message, lines)
  const failed = orders.find((order) => order.status === false)
  if (failed) return refusal(failed.resultCode ?? '', failed.message, lines)
  if (lines.length > 0) return refusal(lines[0]?.code ?? '', lines[0]?.message ?? null, lines)
  if (orders.length === 0 || orders.some((order) => order.tradeModeNameList.length === 0)) {
    return { kind: 'refused', code: 'emptyTradeModes', reason: 'notOrderableByApi', message: null, lines }
  }
  return { kind: 'accepted', orders: orders.map(toPreviewedOrder), freightByAgreementOfferIds: wire.postFeeByDescOfferList }
}

const cargoWire = failedLineWire.extend({ skuId: text, amount: yuan, finalUnitPrice: yuan })

/** Sums are fen, but the lines of the same answer are yuan (spec 4). */
const previewedWire = z.object({
  status: flag,
  resultCode: text,
  message: text,
  flowFlag: text,
  tradeModeNameList: list(z.string()),
  sumPayment: fen,
  sumPaymentNoCarriage: fen,
  sumCarriage: fen,
  discountFee: fen,
  additionalFee: fen,
  cargoList: list(cargoWire),
  payChannelInfos: list(z.object({ name: text, amountLimit: fen })),
})

const previewWire = z.object({
  orderPreviewResuslt: list(previewedWire),
  postFeeByDescOfferList: list(z.union([z.string(), z.number()]).transform(String)),
})

function refusedLine(line: z.output<typeof cargoWire>): LineRefusal[] {
  const refused = toLineRefusal(line)
  return refused.reason === 'other' ? [] : [refused]
}

function refusal(code: string, message: string | null, lines: LineRefusal[]): OrderPreview {
  return { kind: 'refused', code, reason: orderRefusalReason(code), message, lines }
}

function toPreviewedOrder(wire: z.output<typeof previewedWire>): PreviewedOrder {
  return {
    flow: wire.flowFlag ?? 'general',
    tradeTypes: wire.tradeModeNameList,
    totalFen: wire.sumPayment ?? 0n,
    goodsFen: wire.sumPaymentNoCarriage ?? 0n,
    freightFen: wire.sumCarriage ?? 0n,
    discountFen: wire.discountFee ?? 0n,
    additionalFen: wire.additionalFee ?? 0n,
    lines: wire.cargoList.map((line) => ({
      offerId: line.offerId ?? '',
      specId: line.specId,
      skuId: line.skuId,
      totalFen: line.amount ?? 0n,
      unitPriceFen: line.finalUnitPrice ?? 0n,
    })),
    payChannels: wire.payChannelInfos.map((channel) => ({ name: channel.name ?? '', limitFen: channel.amountLimit })),
  }
}

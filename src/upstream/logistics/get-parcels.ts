import { z } from 'zod'
import type { UpstreamParcel, UpstreamParcelStatus } from '../../domain/upstream/parcel.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeQuery } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { LOGISTICS } from '../namespaces.ts'
import { decimal, instant, list, text } from '../wire.ts'

const NAME = 'alibaba.trade.getLogisticsInfos.buyerView'
/** "Not shipped yet" is an error upstream (hazard 18). */
const NOT_SHIPPED = '500_2'

/** The parcels of an order; none while nothing is shipped. Throws UpstreamError. */
export async function getParcels(client: ApiClient, upstreamOrderId: string): Promise<UpstreamParcel[]> {
  const params = { orderId: String(digits(upstreamOrderId)), webSite: '1688' }
  const decoded = await ask(client, { namespace: LOGISTICS, name: NAME, params }, decodeQuery)
  if (decoded.kind === 'ok') return shaped(list(parcelWire), decoded.payload, NAME).map(toParcel)
  if (decoded.code === NOT_SHIPPED) return []
  throw businessFailure(decoded.code, decoded.message)
}

const goodsWire = z.object({ tradeOrderId: text, tradeOrderItemId: text, productName: text, quantity: decimal })

const parcelWire = z.object({
  logisticsId: text,
  logisticsBillNo: text,
  orderEntryIds: text,
  status: text,
  logisticsCompanyNo: text,
  logisticsCompanyName: text,
  remarks: text,
  gmtSystemSend: instant,
  logisticsOrderGoods: list(goodsWire),
})

const STATUS: Readonly<Record<string, UpstreamParcelStatus>> = {
  WAITACCEPT: 'awaitingPickup',
  ACCEPT: 'pickedUp',
  TRANSPORT: 'inTransit',
  NOGET: 'failed',
  SIGN: 'signed',
  UNSIGN: 'notSigned',
  CANCEL: 'cancelled',
}

function toParcel(wire: z.output<typeof parcelWire>): UpstreamParcel {
  return {
    logisticsId: wire.logisticsId ?? '',
    waybillNo: wire.logisticsBillNo,
    carrierCode: wire.logisticsCompanyNo,
    carrierName: wire.logisticsCompanyName,
    status: STATUS[wire.status ?? ''] ?? 'unknown',
    sentAt: wire.gmtSystemSend,
    lineIds: (wire.orderEntryIds ?? '').split(',').flatMap((lineId) => lineId.trim() || []),
    lines: wire.logisticsOrderGoods.map((goods) => ({
      upstreamOrderId: goods.tradeOrderId ?? '',
      lineId: goods.tradeOrderItemId ?? '',
      name: goods.productName ?? '',
      quantity: goods.quantity,
    })),
    remarks: wire.remarks,
  }
}

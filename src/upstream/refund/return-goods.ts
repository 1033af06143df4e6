import type { MoveOutcome } from '../../domain/upstream/order.ts'
import type { ReturnParcel } from '../../domain/upstream/refund.ts'
import type { ApiClient } from '../client.ts'
import { move } from '../move.ts'
import { TRADE } from '../namespaces.ts'

/** One attempt to tell the seller with which parcel the goods come back. Throws UpstreamError only when nothing can have happened. */
export function returnGoods(client: ApiClient, parcel: ReturnParcel): Promise<MoveOutcome> {
  const params = {
    refundId: parcel.upstreamRefundId,
    logisticsCompanyNo: parcel.carrierCode,
    freightBill: parcel.waybillNo,
    description: parcel.description,
    vouchers: parcel.voucherUrls?.length ? JSON.stringify(parcel.voucherUrls) : undefined,
  }
  return move(
    client,
    { namespace: TRADE, name: 'alibaba.trade.refund.returnGoods', params },
    { reasons: REASONS, serverCodes: SERVER_CODES },
  )
}

const REASONS = {
  '4002': 'carrierRejected',
  '4003': 'voucherRejected',
  '4004': 'carrierRejected',
  '4005': 'notFound',
  '4006': 'notParty',
  '4007': 'wrongState',
  '4008': 'carrierRejected',
} as const

const SERVER_CODES = ['5001', '5002', '5003']

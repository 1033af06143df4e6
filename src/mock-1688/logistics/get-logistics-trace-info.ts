import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, optionalText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { rawId } from '../protocol/json.ts'
import { beijingTime } from '../protocol/time.ts'
import { findOrder } from '../trade/find-order.ts'

const YEAR_MS = 365 * 86_400_000
const schema = z.looseObject({ orderId: idText, logisticsId: optionalText })

export const getLogisticsTraceInfo: Api = {
  namespace: 'com.alibaba.logistics',
  name: 'alibaba.trade.getLogisticsTraceInfo.buyerView',
  needsToken: true,
  required: ['orderId', 'webSite'],
  refuse: refuseFlat,
  handle(call) {
    const { orderId, logisticsId } = plainArguments(call.params, schema)
    const order = findOrder(call, orderId, { missing: '404', foreign: 'order.nopermission.buyer' })
    if (call.world.clock.now() - order.createdAt > YEAR_MS) throw new BusinessError('order.createtime.history', '订单超过一年')
    const parcels = order.parcels.filter(
      (parcel) => (logisticsId === null || parcel.logisticsId === logisticsId) && parcel.steps.length > 0,
    )
    if (parcels.length === 0) throw new BusinessError('404', '没有物流跟踪信息')
    return {
      success: true,
      errorCode: null,
      errorMessage: null,
      logisticsTrace: parcels.map((parcel) => ({
        logisticsId: parcel.logisticsId,
        logisticsBillNo: parcel.waybillNo,
        logisticsCompanyName: parcel.courier.name,
        orderId: rawId(order.orderId),
        logisticsSteps: parcel.steps.map((step) => ({ acceptTime: beijingTime(step.at), remark: step.remark })),
      })),
      crossPackageFulfillmentDTO: [],
    }
  },
}

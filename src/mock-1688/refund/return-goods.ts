import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { jsonArgument, optionalText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { bareSuccess, refuseBare } from '../protocol/envelopes.ts'
import { COURIERS } from '../state/parcels/parcel.ts'
import { sendBack } from '../state/refunds/refund-answers.ts'
import { findRefund } from './find-refund.ts'

const schema = z.looseObject({
  refundId: z.string(),
  logisticsCompanyNo: optionalText,
  freightBill: optionalText,
  description: optionalText,
  vouchers: optionalText,
})

export const returnGoods: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.refund.returnGoods',
  needsToken: true,
  required: ['refundId'],
  refuse: refuseBare,
  handle(call) {
    const param = plainArguments(call.params, schema)
    if (!param.logisticsCompanyNo || !param.freightBill) throw new BusinessError('4002', '物流公司或运单号不能为空')
    const vouchers = param.vouchers ? jsonArgument(call.params, 'vouchers', z.array(z.string())) : []
    if (vouchers.length > 10) throw new BusinessError('4003', '凭证最多10张')
    const courier = COURIERS.find((one) => one.no === param.logisticsCompanyNo)
    if (!courier) throw new BusinessError('4004', '物流公司校验失败')
    const refund = findRefund(call, param.refundId, { missing: '4005', foreign: '4006' })
    if (refund.status !== 'waitbuyersend') throw new BusinessError('4007', `退款状态不支持退货：${refund.status}`)
    if (!/^[A-Za-z0-9-]{6,40}$/.test(param.freightBill)) throw new BusinessError('4008', '运单号不合法')
    sendBack(call.world, refund, { freightBill: param.freightBill, courierName: courier.name, remark: param.description ?? '', vouchers })
    return bareSuccess()
  },
}

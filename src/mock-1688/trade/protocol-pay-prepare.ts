import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { decimal, idText, jsonArgument, optionalText } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { type Order, totalFen } from '../state/orders/order.ts'
import { pushBatchPay, takeDebit } from '../state/orders/take-debit.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({
  orderId: idText,
  payChannel: optionalText,
  payAmount: decimal.nullish(),
  opRequestId: optionalText,
})

const NAMES: Readonly<Record<string, string>> = { alipay: 'Alipay', shegou: 'Shegou' }

export const protocolPayPrepare: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.pay.protocolPay.preparePay',
  needsToken: true,
  required: ['tradeWithholdPreparePayParam'],
  refuse: refuseInner,
  handle(call) {
    const param = jsonArgument(call.params, 'tradeWithholdPreparePayParam', schema)
    const order = findOrder(call, param.orderId, { missing: '400_2', foreign: '400_3' })
    const channel = channelOf(call, param.payChannel)
    if (order.paidAt !== null) order.repeatedDebits += 1
    if (order.paidAt !== null && call.world.settings.secondDebit === 'paid') return paid(channel, true)
    if (order.status !== 'waitbuyerpay') throw new BusinessError('ORDER_STATUS_ERROR', `订单状态不支持付款：${order.status}`)
    if (typeof param.payAmount === 'number' && param.payAmount !== totalFen(order))
      throw new BusinessError('PAY_AMOUNT_ERROR', '支付金额与订单金额不一致')
    return debit(call, order, channel)
  },
}

/** Takes the money as the setting `payOutcome` (or a variant of the same name for this call) says. */
function debit({ world, variant }: Call, order: Order, channel: string): unknown {
  const outcome = variant ?? world.settings.payOutcome
  if (outcome === 'refused') return refuseDebit(world, order, channel)
  if (outcome === 'late') {
    world.schedule.add(world.clock.now() + world.settings.payLateMs, { does: 'takeLateDebit', orderId: order.orderId, channel })
    return paid(channel, false)
  }
  takeDebit(world, order, channel)
  // "Not paid" although the money was taken: the documented hazard (spec 2.14).
  return paid(channel, outcome !== 'paidAnswersFalse')
}

function refuseDebit(world: Call['world'], order: Order, channel: string): unknown {
  pushBatchPay(world, order, 'ACCOUNT_BALANCE_NOT_ENOUGH')
  return paid(channel, false)
}

function channelOf({ world }: Call, wanted: string | null): string {
  const open = world.settings.debitChannels.map((channel) => channel.toLowerCase())
  // Without a channel 1688 tries credit first, then Alipay.
  const channel = wanted === null ? (open.find((one) => one === 'shegou') ?? open[0]) : open.find((one) => one === wanted)
  if (channel === undefined) throw new BusinessError('PROTOCOL_NOT_SIGNED', '未签约该支付渠道的免密支付')
  return channel
}

function paid(channel: string, paySuccess: boolean): unknown {
  return innerResult({ payChannel: NAMES[channel] ?? channel, paySuccess })
}

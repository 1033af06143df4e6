import type { GoodsStatus } from './refund.ts'

export type RefundReason = {
  id: string
  name: string
  needVoucher: boolean
  /** true: the freight cannot be refunded with this reason. */
  noRefundCarriage: boolean
  tip: string | null
}

const reason = (id: number, name: string, flags: { voucher?: boolean; noCarriage?: boolean; tip?: string } = {}): RefundReason => ({
  id: String(id),
  name,
  needVoucher: flags.voucher ?? false,
  noRefundCarriage: flags.noCarriage ?? false,
  tip: flags.tip ?? null,
})

const NOT_SHIPPED = [
  reason(20028, '不想买了'),
  reason(20029, '拍错/多拍/信息填写错误'),
  reason(20030, '与卖家协商一致退款'),
  reason(20031, '缺货'),
  reason(20032, '未按约定时间发货'),
]

const NOT_RECEIVED = [
  reason(20041, '未收到货', { tip: '请先核实物流信息' }),
  reason(20042, '物流一直无更新'),
  reason(20043, '货物丢失', { voucher: true }),
  reason(20044, '不想要了', { noCarriage: true }),
]

const RECEIVED = [
  reason(20021, '颜色/图案/款式不符', { voucher: true }),
  reason(20022, '质量问题', { voucher: true }),
  reason(20023, '少件/漏发', { voucher: true }),
  reason(20024, '卖家发错货', { voucher: true }),
  reason(20025, '收到商品破损/污渍', { voucher: true }),
  reason(20026, '材质/面料与描述不符', { voucher: true }),
  reason(20027, '七天无理由退货', { noCarriage: true }),
]

/** The reasons a buyer may give, by the state of the goods. */
export const REASONS: Readonly<Record<GoodsStatus, readonly RefundReason[]>> = {
  refundWaitSellerSend: NOT_SHIPPED,
  refundWaitBuyerReceive: NOT_RECEIVED,
  refundBuyerReceived: RECEIVED,
  aftersaleBuyerNotReceived: NOT_RECEIVED,
  aftersaleBuyerReceived: RECEIVED,
}

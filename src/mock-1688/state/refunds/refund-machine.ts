import type { RefundStatus } from './refund.ts'

export type RefundEvent =
  | 'agreeMoney'
  | 'agreeReturn'
  | 'reject'
  | 'modify'
  | 'sendBack'
  | 'receive'
  | 'rejectGoods'
  | 'ruleForBuyer'
  | 'close'

/** The machine of a refund on 1688: status x event -> status. A missing cell is an illegal move, code 5010 on the wire. */
export const REFUND_MACHINE: Readonly<Record<RefundStatus, Readonly<Partial<Record<RefundEvent, RefundStatus>>>>> = {
  waitselleragree: { agreeMoney: 'refundsuccess', agreeReturn: 'waitbuyersend', reject: 'waitbuyermodify', close: 'refundclose' },
  waitbuyermodify: { modify: 'waitselleragree', ruleForBuyer: 'refundsuccess', close: 'refundclose' },
  waitbuyersend: { sendBack: 'waitsellerreceive', close: 'refundclose' },
  waitsellerreceive: { receive: 'refundsuccess', rejectGoods: 'waitbuyermodify' },
  refundsuccess: {},
  refundclose: {},
}

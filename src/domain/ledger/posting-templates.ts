import type { AccountKind } from './accounts.ts'

/** `+` means the account's holder has more afterwards, `-` less. */
export type TemplateLine = { readonly account: AccountKind; readonly sign: '+' | '-'; readonly amount: string }
export type PostingTemplate = { readonly when: string; readonly lines: readonly TemplateLine[] }

/**
 * Where money moves (domain.md 5.3), as data: each named amount is taken and given the same number of times, so every group balances
 * by construction. An exchange has one named amount for each currency.
 */
export const POSTING_TEMPLATES = {
  topUp: { when: 'a partner pays in', lines: transfer('bankClearing', 'available', 'paidIn') },
  topUpPaid: { when: 'a payment arrived and may still be taken back', lines: transfer('bankClearing', 'pending', 'paidIn') },
  topUpCleared: { when: 'a pending payment is ours for good', lines: transfer('pending', 'available', 'cleared') },
  topUpBounced: { when: 'a pending payment fell through', lines: transfer('pending', 'bankClearing', 'bounced') },
  parkReceipt: {
    when: 'money came in another amount or currency than asked for',
    lines: transfer('bankClearing', 'unmatchedReceipts', 'received'),
  },
  acceptReceipt: { when: 'finance credits such money', lines: transfer('unmatchedReceipts', 'available', 'received') },
  returnReceipt: { when: 'such money is sent back', lines: transfer('unmatchedReceipts', 'bankClearing', 'received') },
  reverseTopUp: {
    when: 'the payer’s bank takes a credited top-up back; what is spent already is owed',
    lines: [...transfer('available', 'bankClearing', 'taken'), ...transfer('owed', 'bankClearing', 'owed')],
  },
  settleOwed: { when: 'later money pays what is owed', lines: transfer('available', 'owed', 'settled') },
  withdraw: { when: 'a partner takes money out', lines: transfer('available', 'bankClearing', 'paidOut') },
  drawCredit: { when: 'credit is used', lines: transfer('creditLine', 'available', 'drawn') },
  repayCredit: { when: 'credit is paid back', lines: transfer('available', 'creditLine', 'repaid') },
  holdPayment1: { when: 'a line is paid for (O3)', lines: transfer('available', 'reserved', 'held') },
  holdPriceDifference: { when: 'a dearer price is confirmed (O8)', lines: transfer('available', 'reserved', 'held') },
  releasePriceDifference: { when: 'a cheaper price is confirmed (O8)', lines: transfer('reserved', 'available', 'held') },
  releaseHold: { when: 'a line is stopped before purchase (O4, O8, O9)', lines: transfer('reserved', 'available', 'held') },
  capturePurchase: {
    when: 'the purchase is paid upstream (O6)',
    lines: [
      ...transfer('reserved', 'goodsEscrow', 'goods'),
      ...transfer('reserved', 'goodsEscrow', 'domesticFreight'),
      ...transfer('reserved', 'serviceRevenue', 'serviceFee'),
      ...transfer('reserved', 'fxRevenue', 'fxMargin'),
      ...transfer('reserved', 'vasRevenue', 'services'),
    ],
  },
  exchangeEscrow: {
    when: 'escrow in the partner currency becomes CNY at the locked rate',
    lines: [...transfer('goodsEscrow', 'fxClearing', 'sold'), ...transfer('fxClearing', 'goodsEscrow', 'bought')],
  },
  payUpstream: { when: '1688 takes payment for a purchase', lines: transfer('goodsEscrow', 'sellerClearing1688', 'paid') },
  absorbPriceDrift: {
    when: '1688 took more or less than was captured, within the tolerance (O7): it is ours either way',
    lines: [...transfer('lossWriteOff', 'goodsEscrow', 'dearer'), ...transfer('goodsEscrow', 'lossWriteOff', 'cheaper')],
  },
  takeBackPurchase: {
    when: 'finance books what came back of an order 1688 ended after it was paid; the rest is lost',
    lines: [
      ...transfer('sellerClearing1688', 'goodsEscrow', 'returned'),
      ...transfer('lossWriteOff', 'goodsEscrow', 'lost'),
      ...transfer('goodsEscrow', 'lossWriteOff', 'surplus'),
    ],
  },
  refundFromEscrow: { when: 'a line of such an order is paid back', lines: transfer('goodsEscrow', 'refundClearing', 'returned') },
  holdShipment: { when: 'payment 2 is made', lines: transfer('available', 'reserved', 'held') },
  releaseShipmentHold: { when: 'a paid shipment is cancelled before hand-over', lines: transfer('reserved', 'available', 'held') },
  captureShipment: {
    when: 'a shipment is handed over to the carrier',
    lines: [
      ...transfer('reserved', 'freightPayable', 'freight'),
      ...transfer('reserved', 'freightPayable', 'surcharges'),
      ...transfer('reserved', 'freightPayable', 'insurance'),
      ...transfer('reserved', 'dutyPayable', 'dutyTax'),
      ...transfer('reserved', 'vasRevenue', 'services'),
      ...transfer('reserved', 'fxRevenue', 'fxMargin'),
      ...transfer('reserved', 'available', 'released'),
    ],
  },
  payCarrier: { when: 'a carrier or insurer is paid', lines: transfer('freightPayable', 'bankClearing', 'paid') },
  payDuty: { when: 'collected duty and tax are passed on', lines: transfer('dutyPayable', 'bankClearing', 'paid') },
  chargeServices: { when: 'storage, photos, repacking or returns are charged', lines: transfer('available', 'vasRevenue', 'charged') },
  refundServices: {
    when: 'a paid service is not done: its price goes back (10.9)',
    lines: [...transfer('vasRevenue', 'available', 'services'), ...transfer('fxRevenue', 'available', 'fxMargin')],
  },
  refundReceivedUpstream: {
    when: '1688 reports a refund; platform money is kept apart from the seller’s (10.12)',
    lines: [
      ...transfer('sellerClearing1688', 'refundClearing', 'fromSeller'),
      ...transfer('bankClearing', 'subsidyReceived', 'fromPlatform'),
    ],
  },
  exchangeRefund: {
    when: 'a refund in CNY becomes the partner currency at the original rate',
    lines: [...transfer('refundClearing', 'fxClearing', 'sold'), ...transfer('fxClearing', 'refundClearing', 'bought')],
  },
  payOutRefund: {
    when: 'a refund reaches the partner (10.9), each part from where it lies; an advance is settled first',
    lines: [
      ...transfer('refundClearing', 'available', 'upstream'),
      ...transfer('subsidyReceived', 'available', 'subsidy'),
      ...transfer('serviceRevenue', 'available', 'serviceFee'),
      ...transfer('vasRevenue', 'available', 'services'),
      ...transfer('fxRevenue', 'available', 'fxMargin'),
      ...transfer('lossWriteOff', 'available', 'compensation'),
      ...transfer('refundClearing', 'advanceRefundReceivable', 'advanceSettled'),
    ],
  },
  advanceRefund: { when: 'a refund is advanced before 1688 pays', lines: transfer('advanceRefundReceivable', 'available', 'advanced') },
  recoverAdvance: {
    when: 'an advance is taken back: false evidence',
    lines: transfer('available', 'advanceRefundReceivable', 'recovered'),
  },
  writeOffAdvance: { when: 'an advance is lost: honest evidence', lines: transfer('lossWriteOff', 'advanceRefundReceivable', 'lost') },
  compensate: { when: 'our fault: the agent pays (type 7, 10)', lines: transfer('lossWriteOff', 'available', 'compensation') },
  carrierClaimPaid: { when: 'a carrier or insurer pays a claim (type 8)', lines: transfer('freightPayable', 'available', 'compensation') },
  freightTrueUp: { when: 'overcharged freight goes back (type 9)', lines: transfer('freightPayable', 'available', 'excess') },
  keepRefundSurplus: {
    when: '1688 paid more than asked and review keeps it',
    lines: transfer('refundClearing', 'serviceRevenue', 'surplus'),
  },
  chargePenalty: { when: 'a penalty is taken', lines: transfer('available', 'penalty', 'charged') },
  adjustUp: { when: 'finance corrects in the partner’s favour', lines: transfer('lossWriteOff', 'available', 'adjusted') },
  adjustDown: { when: 'finance corrects in our favour', lines: transfer('available', 'lossWriteOff', 'adjusted') },
} as const satisfies Record<string, PostingTemplate>

export type PostingTemplateName = keyof typeof POSTING_TEMPLATES

/** The named amounts a template needs. */
export type AmountName<T extends PostingTemplateName> = (typeof POSTING_TEMPLATES)[T]['lines'][number]['amount']

function transfer<From extends AccountKind, To extends AccountKind, Amount extends string>(from: From, to: To, amount: Amount) {
  return [
    { account: from, sign: '-', amount },
    { account: to, sign: '+', amount },
  ] as const
}

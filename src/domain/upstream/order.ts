/** Where 1688 delivers to: one of the account's saved addresses, a district by code, or plain text. */
export type DeliveryAddress =
  | { kind: 'saved'; addressId: string }
  | ({ kind: 'district'; districtCode: string } & AddressPerson)
  | ({ kind: 'text'; province: string; city: string; district: string; town?: string } & AddressPerson)

export type AddressPerson = { street: string; fullName: string; mobile: string; phone?: string; postCode?: string }

/** One seller's goods: `specId` is null for a product without specs. */
export type OrderRequestLine = { offerId: string; specId: string | null; quantity: number }

/** Goods of ONE seller, at most 50 SKUs (domain.md 3.1). Leave `flow` out of a preview to get the best one. */
export type OrderRequest = {
  address: DeliveryAddress
  lines: OrderRequestLine[]
  flow?: string
  tradeType?: string
  messageToSeller?: string
}

/** Why 1688 would not sell. `...Or...` names are 1688's own ambiguity. */
export type OrderRefusalReason =
  | 'notTradable'
  | 'sellersDifferOrSpecMissing'
  | 'sellersDifferOrSpecUnknown'
  | 'stockShort'
  | 'belowMinimum'
  | 'mixedBatchNotMet'
  | 'noDropshipRelation'
  | 'priceIsZero'
  | 'belowWholesaleMinimum'
  | 'notOrderableByApi'
  | 'addressInvalid'
  | 'tradeTypeUnsupported'
  | 'other'

export type LineRefusal = { offerId: string; specId: string | null; reason: OrderRefusalReason; code: string; message: string | null }

export type PreviewedLine = { offerId: string; specId: string | null; skuId: string | null; totalFen: bigint; unitPriceFen: bigint }

export type PreviewedOrder = {
  flow: string
  tradeTypes: string[]
  /** Goods + freight - discounts. */
  totalFen: bigint
  goodsFen: bigint
  freightFen: bigint
  discountFen: bigint
  additionalFen: bigint
  lines: PreviewedLine[]
  payChannels: { name: string; limitFen: bigint | null }[]
}

/** One entry per upstream order that would be made: 1688 may split one request. */
export type OrderPreview =
  | { kind: 'accepted'; orders: PreviewedOrder[]; freightByAgreementOfferIds: string[] }
  | { kind: 'refused'; code: string; reason: OrderRefusalReason; message: string | null; lines: LineRefusal[] }

/** Why nobody can tell whether a call took effect, or what all of it was. */
export type UnknownCause =
  | 'timeout'
  | 'connectionLost'
  | 'serverError'
  | 'garbledAnswer'
  | 'emptySuccess'
  | 'contradiction'
  | 'incomplete'
  | 'notConfirmed'

/** The call may or may not have happened: look it up before trying again. `seen` is a short excerpt without personal facts. */
export type UnknownOutcome = { kind: 'unknown'; cause: UnknownCause; seen: string }

export type RefusedOutcome<Reason extends string> = { kind: 'refused'; code: string; reason: Reason; message: string | null }

export type CreatedOrder = { upstreamOrderId: string; totalFen: bigint | null; freightFen: bigint | null }

/** Amounts are null when 1688 left them empty; which line went into which order is told by each order's detail. */
export type CreateOutcome =
  | { kind: 'accepted'; orders: CreatedOrder[]; failedLines: LineRefusal[] }
  | (RefusedOutcome<OrderRefusalReason> & { lines: LineRefusal[] })
  | (UnknownOutcome & { upstreamOrderIds: string[] })

/** `accepted` means the debit was taken on: the truth is the order's own status afterwards. */
export type PayOutcome = { kind: 'accepted'; channel: string | null } | RefusedOutcome<'other'> | UnknownOutcome

export type CancelRefusalReason = 'tooSoon' | 'notAwaitingPayment' | 'notParty' | 'notFound' | 'other'
export type CancelOutcome = { kind: 'accepted' } | (RefusedOutcome<CancelRefusalReason> & { retryAfterMs?: number }) | UnknownOutcome

/** Calls that only move something on: receipt, return parcel, withdrawal of a refund. */
export type MoveOutcome = { kind: 'accepted' } | RefusedOutcome<MoveRefusalReason> | UnknownOutcome
export type MoveRefusalReason = 'notFound' | 'notParty' | 'wrongState' | 'carrierRejected' | 'voucherRejected' | 'tooMany' | 'other'

export type UpstreamOrderStatus =
  | 'awaitingPayment'
  | 'awaitingShipment'
  | 'shipped'
  | 'signed'
  | 'received'
  | 'completed'
  | 'closed'
  | 'terminated'
  | 'other'

export type LineShipping = 'notShipped' | 'shipped' | 'received' | 'returned' | 'partlyShipped' | 'notCreated' | 'unknown'

export type OrderCloser = 'buyer' | 'seller' | 'timeout' | 'platform' | 'creditCheck' | 'other'

export type UpstreamOrderLine = {
  lineId: string
  offerId: string
  skuId: string | null
  specId: string | null
  name: string
  quantity: number
  unitPriceFen: bigint
  /** Paid for the line after discounts. */
  totalFen: bigint
  refundedFen: bigint
  status: UpstreamOrderStatus
  shipping: LineShipping
  refundStatus: UpstreamRefundStatus | null
  refundId: string | null
  snapshotUrl: string | null
}

export type UpstreamOrder = {
  upstreamOrderId: string
  outOrderId: string | null
  status: UpstreamOrderStatus
  /** 1688's own word, for staff and for words met the first time. */
  rawStatus: string
  totalFen: bigint
  goodsFen: bigint
  freightFen: bigint
  refundedFen: bigint
  discountFen: bigint
  createdAt: Date | null
  paidAt: Date | null
  shippedAt: Date | null
  receivedAt: Date | null
  completedAt: Date | null
  modifiedAt: Date | null
  /** When 1688 closes the unpaid order. */
  payBefore: Date | null
  sellerMemberId: string | null
  closeReason: string | null
  closedBy: OrderCloser | null
  /** The seller changed the price of this order. */
  sellerChangedPrice: boolean
  refundStatus: UpstreamRefundStatus | null
  lines: UpstreamOrderLine[]
}

export type UpstreamRefundStatus =
  | 'awaitingSeller'
  | 'sellerRefused'
  | 'awaitingReturn'
  | 'returnInTransit'
  | 'succeeded'
  | 'closed'
  | 'other'

/** A closed-open stretch of time. */
export type TimeWindow = { from: Date; to: Date }

export type OrderPage = { orders: UpstreamOrder[]; page: number; total: number; hasMore: boolean }

/** One way of auto-debit; where it is not usable a person signs at `signUrl`. */
export type PaymentAgreement = { channel: string; isUsable: boolean; signUrl: string | null }

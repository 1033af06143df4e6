/** A message of 1688, reduced to what must be read again: pushes get lost, doubled and reordered, so they are hints. */
export type PushHint = {
  topic: string
  messageId: string
  /** When 1688 made the message. */
  bornAt: Date | null
  /** The member the message is for. */
  memberId: string | null
  upstreamOrderId?: string
  upstreamOrderIds?: string[]
  /** With the TQ prefix, whatever the message had. */
  upstreamRefundId?: string
  refundAction?: string
  /** 1688's own word for where the order or refund stands. */
  currentStatus?: string
  waybillNo?: string
  oldWaybillNo?: string
  logisticsId?: string
  offerIds?: string[]
}

/** `payload` is the message text exactly as received, for the inbox. */
export type PushVerdict =
  | { kind: 'message'; hint: PushHint; payload: string }
  | { kind: 'badSignature' }
  | { kind: 'malformed'; reason: string }

export type PushPage = { messages: { hint: PushHint; payload: string }[]; total: number }

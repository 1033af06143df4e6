export const TOP_UP_STATES = [
  'CREATED',
  'AWAITING_PAYMENT',
  'PENDING',
  'CLEARED',
  'FAILED',
  'EXPIRED',
  'BOUNCED',
  'UNDER_REVIEW',
  'RETURNED',
  'REVERSED',
] as const
export type TopUpState = (typeof TOP_UP_STATES)[number]

export const TOP_UP_EVENTS = ['opened', 'refused', 'paid', 'clear', 'fail', 'expire', 'mismatch', 'accept', 'sendBack', 'reverse'] as const
export type TopUpEvent = (typeof TOP_UP_EVENTS)[number]

import type { Currency } from '../shared/currencies.ts'

/** Who keeps the books ours are held against. */
export const DIFFERENCE_SOURCES = ['1688', 'provider', 'ledger'] as const
export type DifferenceSource = (typeof DIFFERENCE_SOURCES)[number]

/** Every way in which two books can disagree; one cause is one kind. */
export const DIFFERENCE_KINDS = {
  ORDER_MISSING_THERE: { source: '1688', says: 'Our purchase names an order 1688 does not know.' },
  ORDER_MISSING_HERE: { source: '1688', says: '1688 lists a living order no purchase of ours names.' },
  ORDER_DUPLICATE: { source: '1688', says: 'A second living order carries the number of a purchase that has another one.' },
  ORDER_PAID_HERE: { source: '1688', says: 'We booked a payment 1688 has not got.' },
  ORDER_PAID_THERE: { source: '1688', says: '1688 has money we have not booked.' },
  ORDER_AMOUNT: { source: '1688', says: 'Paid on both sides, but not the same.' },
  ORDER_STATE: { source: '1688', says: 'The states of purchase and order do not go together.' },
  REFUND_MISSING_HERE: { source: '1688', says: '1688 paid a refund no case of ours names.' },
  REFUND_MISSING_THERE: { source: '1688', says: 'Our case names a refund 1688 does not list.' },
  REFUND_AMOUNT: { source: '1688', says: 'What 1688 paid back is not what we booked.' },
  CLEARING_UNEXPLAINED: { source: 'ledger', says: 'The clearing account holds postings no purchase and no refund explains.' },
  PAYMENT_MISSING_HERE: { source: 'provider', says: 'The provider has money for a reference we do not know.' },
  PAYMENT_MISSING_THERE: { source: 'provider', says: 'We credited a top-up the provider does not know.' },
  PAYMENT_AMOUNT: { source: 'provider', says: 'The provider took another amount than we credited.' },
  PAYMENT_STATE: { source: 'provider', says: 'The states of top-up and payment do not go together.' },
} as const satisfies Record<string, { source: DifferenceSource; says: string }>

export type DifferenceKind = keyof typeof DIFFERENCE_KINDS

/** OPEN until finance says what it is; nothing is ever put right by the comparison itself. */
export const DIFFERENCE_STATES = ['OPEN', 'EXPLAINED', 'RESOLVED'] as const
export type DifferenceState = (typeof DIFFERENCE_STATES)[number]

/** What one side says, for people. */
export type SideFacts = Record<string, string>

/** What a comparison found: stable by mode, kind and subject, so that the next run finds the same one again. */
export type Finding = {
  livemode: boolean
  kind: DifferenceKind
  /** The thing compared: an order, refund or payment by its own number. */
  subject: string
  /** When that thing began: what lies before the window of a run is not judged by it. */
  subjectAt: Date
  partnerId: string | null
  /** Our order it belongs to, where there is one. */
  orderId: string | null
  currency: Currency
  /** Null: nothing on this side. */
  ours: SideFacts | null
  theirs: SideFacts | null
  oursMinor: bigint | null
  theirsMinor: bigint | null
}

/** `returnedFen`: what the person says came back of an order that 1688 has ended. */
export type SettlementNote = { at: string; by: string; state: DifferenceState; reason: string; returnedFen?: string }

export type Difference = Finding & {
  id: string
  state: DifferenceState
  firstSeenAt: Date
  lastSeenAt: Date
  /** Since when no run finds it any more; null while it is there. */
  goneAt: Date | null
  /** Who said what about it, and when it was found again: oldest first. */
  trail: SettlementNote[]
  version: number
}

/** One comparison, from being asked for to its end. */
export type ComparisonRun = {
  id: string
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED'
  /** Staff who asked for it, or `system`. */
  requestedBy: string
  windowFrom: Date
  windowTo: Date
  ordersCompared: number
  refundsCompared: number
  paymentsCompared: number
  found: number
  gone: number
  error: string | null
  createdAt: Date
  startedAt: Date | null
  /** When it last got on: long untouched, its process is dead. */
  touchedAt: Date
  finishedAt: Date | null
  version: number
}

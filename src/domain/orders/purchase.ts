import type { Tenant } from '../shared/tenant.ts'
import type { OrderLine } from './order.ts'
import type { PurchaseState } from './purchase-machine.ts'

/**
 * Our intent to buy one seller's lines of one order, written before 1688 is called.
 * Its id is the `outOrderId` upstream: the handle for the look-up after an unknown outcome (1688 reference 5.1).
 */
export type Purchase = Tenant & {
  id: string
  orderId: string
  sellerOpenId: string
  flow: string
  state: PurchaseState
  /** What the quote promised 1688 would take, in fen: goods and domestic freight. */
  expectedFen: bigint
  /** What 1688 asks for, once known. */
  upstreamAmountFen: bigint | null
  upstreamOrderId: string | null
  /** When the last call left us; the window in which an unknown outcome is looked for starts just before. */
  attemptedAt: Date | null
  attempts: number
  /** When a create of unknown outcome left us, kept for good: its order may show up late, beside the one bought instead. */
  unsureSince: Date | null
  paymentAttempts: number
  lastOutcome: string | null
  paidAt: Date | null
  /** When the next promise to ship of its lines is broken, and the partner to be told (O11); null when none is left to watch. */
  promiseDueAt: Date | null
  /** 1688's status word as last read. */
  upstreamStatus: string | null
  syncedAt: Date | null
  /** Its place among all that wait to be bought, the lowest first; 0 goes before all. Partners alternate (fair share). */
  turn: number
  /** When 1688 had modified what was read last, in its own time. */
  upstreamModifiedAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** The intent to buy one group of lines, before anything was sent. */
export function newPurchase(input: {
  id: string
  order: Tenant & { id: string }
  lines: Pick<OrderLine, 'sellerOpenId' | 'flow' | 'goodsFen' | 'domesticFreightFen'>[]
  at: Date
  turn?: number
}): Purchase {
  const [first] = input.lines
  if (first === undefined) throw new Error('a purchase needs at least one line')
  return {
    partnerId: input.order.partnerId,
    livemode: input.order.livemode,
    id: input.id,
    orderId: input.order.id,
    sellerOpenId: first.sellerOpenId,
    flow: first.flow,
    state: 'INTENDED',
    expectedFen: input.lines.reduce((total, line) => total + line.goodsFen + line.domesticFreightFen, 0n),
    upstreamAmountFen: null,
    upstreamOrderId: null,
    attemptedAt: null,
    attempts: 0,
    unsureSince: null,
    paymentAttempts: 0,
    lastOutcome: null,
    paidAt: null,
    promiseDueAt: null,
    upstreamStatus: null,
    syncedAt: null,
    turn: input.turn ?? 0,
    upstreamModifiedAt: null,
    createdAt: input.at,
    updatedAt: input.at,
    version: 1,
  }
}

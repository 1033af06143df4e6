import type { Purchase } from '../orders/purchase.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import type { Repository } from '../shared/repository.ts'
import type { TopUp } from '../wallet/top-up.ts'
import type { ComparisonRun, Difference, DifferenceKind, DifferenceState } from './difference.ts'

export interface DifferenceRepository extends Repository<Difference> {
  lockByKey(key: { livemode: boolean; kind: DifferenceKind; subject: string }): Promise<Difference | undefined>
  /** Of one mode and these kinds, not gone and last seen before `seenBefore`: about subjects that began in the window, and those named. */
  lockUnseen(query: Unseen): Promise<Difference[]>
  /** About orders of ours, not gone, of subjects that began before then; seen longest ago first. */
  listOlder(query: { livemode: boolean; kinds: DifferenceKind[]; begunBefore: Date; limit: number }): Promise<Difference[]>
}

export type Unseen = { livemode: boolean; kinds: DifferenceKind[]; subjectFrom: Date; subjects: string[]; seenBefore: Date }

export interface RunRepository extends Repository<ComparisonRun> {
  /** The one asked for first that waits or runs. */
  lockActive(): Promise<ComparisonRun | undefined>
}

/** A purchase with what the ledger says was paid for it, in fen. `awaitsGoods`: a line of it is bought, unshipped, and 1688 has no claim for it. */
export type BookedPurchase = { purchase: Purchase; bookedFen: bigint; awaitsGoods: boolean }
/** A case with what the ledger says 1688 gave back for it, in fen. */
export type BookedRefund = { refund: RefundCase; bookedFen: bigint }

/** Our side of a comparison; every question is about one mode. */
export interface OurBooks {
  purchasesByUpstreamOrder(livemode: boolean, upstreamOrderIds: string[]): Promise<BookedPurchase[]>
  purchase(livemode: boolean, id: string): Promise<BookedPurchase | undefined>
  /** With an order upstream, begun in the window, by id after `afterId`. */
  purchasesBegun(livemode: boolean, window: { from: Date; to: Date }, page: { afterId: string; limit: number }): Promise<BookedPurchase[]>
  /** Cases that name a refund upstream. */
  refundsOfPurchases(purchaseIds: string[]): Promise<BookedRefund[]>
  topUps(livemode: boolean, references: string[]): Promise<TopUp[]>
  /** Credited through the provider and begun in the window. */
  creditedTopUps(livemode: boolean, window: { from: Date; to: Date }): Promise<TopUp[]>
  /** Sum of what lies in 1688's clearing account without a purchase or refund to explain it, in fen. */
  unexplainedClearing(livemode: boolean): Promise<{ fen: bigint; sources: string[] }>
}

/** What finance's page asks. */
export interface ReconciliationReads {
  differences(filter: { states?: DifferenceState[] | undefined; isGone?: boolean | undefined }, limit: number): Promise<Difference[]>
  /** Newest first. */
  runs(limit: number): Promise<ComparisonRun[]>
}

import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { Batch, Comparing } from './compare-books.ts'
import { compareOrder, compareRefunds, gravest, strangeOrder } from './compare-order.ts'
import type { Difference, DifferenceKind, Finding } from './difference.ts'
import type { BookedPurchase, BookedRefund } from './reconciliation-ports.ts'

const PAGE = 100

/** 1688's list, page by page, against our purchases; then those of our purchases it did not list, one by one. */
export async function* compareOrders(of: Comparing): AsyncGenerator<Batch> {
  const { side, run } = of
  const seen = new Set<string>()
  // What was ordered in the window was modified in it; 1688's clock may differ from ours.
  const window = { from: addMilliseconds(run.windowFrom, -DAY_MS), to: addMilliseconds(run.windowTo, DAY_MS) }
  for (let page = 1, hasMore = true; hasMore; page += 1) {
    const listed = await side.upstream.listOrdersModifiedSince(window, page)
    const fresh = listed.orders.filter(({ upstreamOrderId }) => !seen.has(upstreamOrderId))
    for (const { upstreamOrderId } of fresh) seen.add(upstreamOrderId)
    yield await compareListed(of, fresh)
    hasMore = listed.hasMore
  }
  yield* compareUnlisted(of, seen)
  yield await compareOlder(of, seen)
}

async function compareListed(of: Comparing, orders: UpstreamOrder[]): Promise<Batch> {
  const { tools, side } = of
  const known = await tools.books.purchasesByUpstreamOrder(
    side.livemode,
    orders.map(({ upstreamOrderId }) => upstreamOrderId),
  )
  const batch = emptyBatch()
  for (const order of orders) {
    const booked = known.find(({ purchase }) => purchase.upstreamOrderId === order.upstreamOrderId)
    if (booked !== undefined) await comparePair(of, batch, { booked, order })
    else if (isMoving(of, order.modifiedAt)) batch.moving.push(order.upstreamOrderId)
    else batch.findings.push(...(await judgeStranger(of, order)))
  }
  return batch
}

async function* compareUnlisted(of: Comparing, seen: ReadonlySet<string>): AsyncGenerator<Batch> {
  const { tools, side, run } = of
  const window = { from: run.windowFrom, to: run.windowTo }
  for (let afterId = '', more = true; more; ) {
    const begun = await tools.books.purchasesBegun(side.livemode, window, { afterId, limit: PAGE })
    const batch = emptyBatch()
    for (const booked of begun) {
      const { upstreamOrderId } = booked.purchase
      if (upstreamOrderId === null || seen.has(upstreamOrderId)) continue
      // A list that pages while it changes may skip one: only its own detail proves that an order is not there.
      await comparePair(of, batch, { booked, order: await side.upstream.getOrder(upstreamOrderId) })
    }
    yield batch
    afterId = begun.at(-1)?.purchase.id ?? ''
    more = begun.length === PAGE
  }
}

async function comparePair(of: Comparing, batch: Batch, pair: Pair): Promise<void> {
  const { booked, order } = pair
  const id = booked.purchase.upstreamOrderId ?? ''
  const cases = await of.tools.books.refundsOfPurchases([booked.purchase.id])
  if (
    [booked.purchase.updatedAt, order?.modifiedAt ?? null, ...cases.map(({ refund }) => refund.updatedAt)].some((at) => isMoving(of, at))
  ) {
    batch.moving.push(id, ...cases.flatMap(({ refund }) => refund.upstreamRefundId ?? []))
    return
  }
  batch.counted.ordersCompared = (batch.counted.ordersCompared ?? 0) + 1
  batch.findings.push(...gravest(compareOrder(booked, order), await findRefunds(of, batch, { booked, order, cases })))
}

/** Differences about orders older than the window: what was put right since is to be seen, and not to stand there for ever. */
async function compareOlder(of: Comparing, seen: ReadonlySet<string>): Promise<Batch> {
  const { tools, side, run } = of
  const query = { livemode: side.livemode, kinds: ABOUT_PURCHASES, begunBefore: run.windowFrom, limit: PAGE }
  const older = await tools.uow.run((tx) => tx.differences.listOlder(query))
  const orderOf = ({ subject, ours, theirs }: Difference) => theirs?.order ?? ours?.order ?? subject
  const known = await tools.books.purchasesByUpstreamOrder(side.livemode, [...new Set(older.map(orderOf))])
  const batch = emptyBatch()
  for (const booked of known) {
    const id = booked.purchase.upstreamOrderId ?? ''
    if (!seen.has(id)) await comparePair(of, batch, { booked, order: await side.upstream.getOrder(id) })
  }
  const judged = new Set(known.map(({ purchase }) => purchase.upstreamOrderId))
  return { ...batch, again: older.filter((one) => judged.has(orderOf(one))).map(({ subject }) => subject) }
}

/** Kinds whose subject is compared with one purchase of ours. */
const ABOUT_PURCHASES: DifferenceKind[] = [
  ...(['ORDER_MISSING_THERE', 'ORDER_PAID_HERE', 'ORDER_PAID_THERE', 'ORDER_AMOUNT', 'ORDER_STATE'] as const),
  ...(['REFUND_MISSING_HERE', 'REFUND_MISSING_THERE', 'REFUND_AMOUNT'] as const),
]

type Pair = { booked: BookedPurchase; order: UpstreamOrder | undefined }

async function findRefunds(of: Comparing, batch: Batch, { booked, order, cases }: Pair & { cases: BookedRefund[] }): Promise<Finding[]> {
  if (order === undefined || (order.refundStatus === null && order.refundedFen === 0n && cases.length === 0)) return []
  const listed = await of.side.upstream.findRefundsOfOrder(order.upstreamOrderId)
  batch.counted.refundsCompared = (batch.counted.refundsCompared ?? 0) + listed.length
  return compareRefunds(booked, cases, listed)
}

/** The list hides the number an order was made with: its detail tells whose it is. */
async function judgeStranger({ tools, side }: Comparing, listed: UpstreamOrder) {
  const order = (await side.upstream.getOrder(listed.upstreamOrderId)) ?? listed
  const owner = order.outOrderId === null ? undefined : await tools.books.purchase(side.livemode, order.outOrderId)
  return strangeOrder(side.livemode, order, owner, tools.clock.now())
}

/** Changed so lately that the other side may not have followed yet. */
function isMoving({ run }: Comparing, changedAt: Date | null): boolean {
  return changedAt !== null && changedAt > run.windowTo
}

function emptyBatch(): Batch {
  return { findings: [], moving: [], counted: {} }
}

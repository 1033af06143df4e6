import type { Transaction, UnitOfWork } from '../ports.ts'
import { addMilliseconds, DAY_MS, earliest, MINUTE_MS } from '../shared/clock.ts'
import type { TimeWindow } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { Feed } from '../upstream/watermarks.ts'

export type FollowChangesTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  /** The modes there is an account for. */
  modes: readonly boolean[]
}

/** 1688's lists may show a change late; what was seen before and has not changed since costs nothing. */
const OVERLAP_MS = 10 * MINUTE_MS
/** How far back the first run looks; older rows are read again by the reconciler. */
const FIRST_LOOK_MS = 3 * DAY_MS
/** What is modified while we turn the pages stays in the window and moves to its front, so nothing slips past. */
const OPEN_END_MS = DAY_MS
/** More rows than this are read in shorter windows, so that what has been read need not be read again after a failure. */
const MOST_AT_ONCE = 2_000

type Seen = { id: string; modifiedAt: Date | null }
type Page = { seen: Seen[]; total: number; hasMore: boolean }
type Source = {
  list(upstream: Upstream1688, window: TimeWindow, page: number): Promise<Page>
  /** Our row behind it and when 1688 had modified what we read last; undefined for a stranger's. */
  ours(tx: Transaction, id: string): Promise<{ id: string; upstreamModifiedAt: Date | null } | undefined>
  job: 'sync-purchase' | 'sync-refund'
}

const SOURCES: Readonly<Record<Feed, Source>> = {
  orders: {
    list: async (upstream, window, page) => {
      const { orders, total, hasMore } = await upstream.listOrdersModifiedSince(window, page)
      return { seen: orders.map(({ upstreamOrderId, modifiedAt }) => ({ id: upstreamOrderId, modifiedAt })), total, hasMore }
    },
    ours: (tx, id) => tx.purchases.findByUpstreamOrder(id),
    job: 'sync-purchase',
  },
  refunds: {
    list: async (upstream, window, page) => {
      const { refunds, total, hasMore } = await upstream.listRefundsModifiedSince(window, page)
      return { seen: refunds.map(({ upstreamRefundId, modifiedAt }) => ({ id: upstreamRefundId, modifiedAt })), total, hasMore }
    },
    ours: (tx, id) => tx.refunds.findByUpstreamRefund(id),
    job: 'sync-refund',
  },
}

/**
 * Reads which orders and refunds 1688 has modified since the last run and asks for the jobs that read them: what no push told and no
 * pull brings is found here (1688 reference 2.20). Answers how many jobs it asked for. Throws UpstreamError; the watermark stays.
 */
export function createFollowChanges(tools: FollowChangesTools): () => Promise<number> {
  return async () => {
    let asked = 0
    for (const livemode of tools.modes) {
      const upstream = tools.upstreamFor(livemode)
      // Windows are in 1688's time, which in the sandbox may be months ahead of ours.
      const now = await upstream.serverTime()
      for (const feed of ['orders', 'refunds'] as const) asked += await follow(tools.uow, upstream, { livemode, feed, now })
    }
    return asked
  }
}

type Turn = { livemode: boolean; feed: Feed; now: Date }

async function follow(uow: UnitOfWork, upstream: Upstream1688, { livemode, feed, now }: Turn): Promise<number> {
  const source = SOURCES[feed]
  let asked = 0
  const reached = (await uow.run((tx) => tx.watermarks.find(livemode, feed))) ?? addMilliseconds(now, -FIRST_LOOK_MS)
  // A clock that was turned back, as a rehearsal's may be, must not leave us waiting for it to catch up.
  let from = addMilliseconds(earliest(reached, now), -OVERLAP_MS)
  let spanMs = now.getTime() - from.getTime()
  while (from < now) {
    const to = earliest(addMilliseconds(from, spanMs), now)
    const window = { from, to: to < now ? to : addMilliseconds(now, OPEN_END_MS) }
    const first = await source.list(upstream, window, 1)
    if (first.total > MOST_AT_ONCE && spanMs > MINUTE_MS) {
      spanMs = Math.ceil(spanMs / 2)
      continue
    }
    for (let page = 1, current = first; ; current = await source.list(upstream, window, ++page)) {
      asked += await uow.run((tx) => askForNews(tx, source, current.seen))
      if (!current.hasMore) break
    }
    await uow.run((tx) => tx.watermarks.set(livemode, feed, to))
    from = to
  }
  return asked
}

async function askForNews(tx: Transaction, { ours, job }: Source, seen: readonly Seen[]): Promise<number> {
  let asked = 0
  for (const { id, modifiedAt } of seen) {
    const row = await ours(tx, id)
    if (row === undefined || isKnown(row.upstreamModifiedAt, modifiedAt)) continue
    // What a job that runs just now does not see is listed again at the next look.
    await tx.outbox.addJob(job, { id: row.id }, { unlessQueued: true })
    asked += 1
  }
  return asked
}

function isKnown(read: Date | null, modifiedAt: Date | null): boolean {
  return read !== null && modifiedAt !== null && modifiedAt <= read
}

import { valueAt } from '../policy/rule-at.ts'
import { HOUSE, type RuleBook } from '../policy/rule-book.ts'
import type { UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamRefunds, UpstreamTrade } from '../upstream/upstream-port.ts'
import type { PaymentProvider } from '../wallet/payment-provider.ts'
import { compareLedger } from './compare-ledger.ts'
import { compareOrders } from './compare-orders.ts'
import { comparePayments } from './compare-payments.ts'
import type { ComparisonRun, DifferenceSource, Finding } from './difference.ts'
import type { OurBooks } from './reconciliation-ports.ts'
import { markGone, recordFindings } from './record-findings.ts'

export type CompareBooksTools = {
  uow: UnitOfWork
  clock: Clock
  ids: Ids
  rules: RuleBook
  books: OurBooks
  /** The other side of each mode that is configured. */
  sides: () => readonly OtherSide[]
}

export type OtherSide = {
  livemode: boolean
  upstream: Pick<UpstreamTrade, 'listOrdersModifiedSince' | 'getOrder'> & Pick<UpstreamRefunds, 'findRefundsOfOrder'>
  provider: PaymentProvider | null
}

/** A run that has not got on for so long has lost its process. */
const DEAD_AFTER_MS = 5 * 60_000

type Counter = 'ordersCompared' | 'refundsCompared' | 'paymentsCompared'

/**
 * What a part of a comparison hands back, batch by batch. `moving` subjects were in motion and not judged; `again` are older than the
 * window and were judged all the same, because a difference about them is not gone.
 */
export type Batch = { findings: Finding[]; moving: string[]; again?: string[]; counted: Partial<Record<Counter, number>> }
export type Comparing = { tools: CompareBooksTools; side: OtherSide; run: ComparisonRun }

/** Each part with the books it holds ours against. */
const PARTS: readonly { source: DifferenceSource; compare: (of: Comparing) => AsyncIterable<Batch> }[] = [
  { source: '1688', compare: compareOrders },
  { source: 'provider', compare: comparePayments },
  { source: 'ledger', compare: compareLedger },
]

/**
 * Holds our purchases, payments and refunds of the last weeks against 1688's lists, the provider's and the ledger, and keeps every
 * difference with both sides. Changes nothing else: what a difference means is for finance to say. Everything outside is asked
 * between transactions; two runs at once are one.
 */
export function createCompareBooks(tools: CompareBooksTools): () => Promise<ComparisonRun | undefined> {
  return async () => {
    const run = await begin(tools)
    if (run === undefined) return undefined
    try {
      for (const side of tools.sides()) for (const part of PARTS) await comparePart({ tools, side, run }, part)
      return await finish(tools, run.id, { state: 'DONE' })
    } catch (error) {
      await finish(tools, run.id, { state: 'FAILED', error: error instanceof Error ? error.message : String(error) })
      throw error
    }
  }
}

async function comparePart(of: Comparing, { source, compare }: (typeof PARTS)[number]): Promise<void> {
  const { tools, run, side } = of
  const moving = new Set<string>()
  const again = new Set<string>()
  for await (const batch of compare(of)) {
    for (const subject of batch.moving) moving.add(subject)
    for (const subject of batch.again ?? []) again.add(subject)
    await tools.uow.run(async (tx) => {
      await recordFindings(tx, tools, { findings: batch.findings, at: tools.clock.now() })
      const fresh = existing(await tx.comparisonRuns.lock(run.id), run.id)
      const counts = Object.entries(batch.counted).map(([name, count]) => [name, fresh[name as Counter] + count])
      const found = fresh.found + batch.findings.length
      await tx.comparisonRuns.update({ ...fresh, ...Object.fromEntries(counts), found, touchedAt: tools.clock.now() })
    })
  }
  await tools.uow.run(async (tx) => {
    const gone = await markGone(tx, run, { livemode: side.livemode, source, moving, again, at: tools.clock.now() })
    const fresh = existing(await tx.comparisonRuns.lock(run.id), run.id)
    await tx.comparisonRuns.update({ ...fresh, gone: fresh.gone + gone })
  })
}

/** The run that waits, or a new one; undefined while another process compares. */
function begin({ uow, clock, ids, rules }: CompareBooksTools): Promise<ComparisonRun | undefined> {
  return uow.run(async (tx) => {
    const now = clock.now()
    const active = await tx.comparisonRuns.lockActive()
    if (active?.state === 'RUNNING' && !isDead(active, now)) return undefined
    if (active?.state === 'RUNNING') {
      await tx.comparisonRuns.update({ ...active, state: 'FAILED', error: 'the process ended before the run did', finishedAt: now })
    }
    const { windowMs, settleMs } = valueAt('reconciliation', now, rules.rowsFor(HOUSE))
    const window = { windowFrom: addMilliseconds(now, -windowMs), windowTo: addMilliseconds(now, -settleMs) }
    const begun = { state: 'RUNNING' as const, startedAt: now, touchedAt: now, ...window }
    if (active?.state === 'QUEUED') return tx.comparisonRuns.update({ ...active, ...begun })
    const run = { ...newRun(ids.next('rcn'), 'system', now), ...begun }
    await tx.comparisonRuns.insert(run)
    return run
  })
}

/** True for a run whose process must have ended without it. */
export function isDead({ state, touchedAt }: ComparisonRun, now: Date): boolean {
  return state === 'RUNNING' && now.getTime() - touchedAt.getTime() > DEAD_AFTER_MS
}

/** A comparison somebody asked for, before it starts. */
export function newRun(id: string, requestedBy: string, now: Date): ComparisonRun {
  return {
    id,
    state: 'QUEUED',
    requestedBy,
    windowFrom: now,
    windowTo: now,
    ordersCompared: 0,
    refundsCompared: 0,
    paymentsCompared: 0,
    found: 0,
    gone: 0,
    error: null,
    createdAt: now,
    startedAt: null,
    touchedAt: now,
    finishedAt: null,
    version: 1,
  }
}

function finish({ uow, clock }: CompareBooksTools, id: string, end: { state: 'DONE' | 'FAILED'; error?: string }): Promise<ComparisonRun> {
  return uow.run(async (tx) => {
    const fresh = existing(await tx.comparisonRuns.lock(id), id)
    return tx.comparisonRuns.update({ ...fresh, state: end.state, error: end.error?.slice(0, 300) ?? null, finishedAt: clock.now() })
  })
}

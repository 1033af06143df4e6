import { setTimeout as sleep } from 'node:timers/promises'
import type { Core } from '../../src/compose.ts'
import { brokenQuantityRules } from '../../src/domain/orders/line-quantities.ts'
import type { MockControl, MockOrder, MockRefund } from './stack-mock.ts'

type Audited = { core: Pick<Core, 'db' | 'reads'>; control: MockControl }
type Rows = Awaited<ReturnType<typeof readRows>>

/** Line states in which the money of payment 1 is still held. */
const HELD_STATES = new Set(['PAID', 'PURCHASING', 'PRICE_CONFIRM_HOLD'])
const BOUGHT_STATES = new Set(['PAID', 'PARTIALLY_SHIPPED', 'SHIPPED', 'COMPLETED', 'TERMINATED'])

/**
 * Holds our books against the mock's: invariants 2, 3, 4 and 5 of the design, one sentence for each thing that is wrong. `splits`
 * allows several upstream orders to carry one purchase id.
 */
export async function auditBooks({ core, control }: Audited, { splits = false } = {}): Promise<string[]> {
  const proof = await core.reads.ledgerProof()
  const rows = await core.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(readRows)
  const orders = await control.orders()
  const refunds = await control.refunds()
  return [
    ...proof.unbalancedGroups.map((id) => `group ${id} does not balance`),
    ...proof.driftedAccounts.map((name) => `account ${name} is not the sum of its postings`),
    ...rows.lines.flatMap((line) => brokenQuantityRules(line).map((rule) => `line ${line.id}: ${rule}`)),
    ...holdProblems(rows),
    ...purchaseProblems(rows, orders),
    ...doubleProblems(orders, splits),
    ...refundProblems(rows, refunds),
  ]
}

const REST_MS = 30_000

/** The same while workers are still at it: what is under way shows on one side first, so it is looked at again until nothing is wrong. */
export async function settledBooks(audited: Audited): Promise<string[]> {
  for (const until = performance.now() + REST_MS; ; ) {
    const problems = await auditBooks(audited)
    if (problems.length === 0 || performance.now() > until) return problems
    await sleep(250)
  }
}

async function readRows(db: Core['db']) {
  return {
    lines: await db.selectFrom('orderLine').selectAll().execute(),
    purchases: await db.selectFrom('purchase').selectAll().execute(),
    refunds: await db.selectFrom('refundCase').selectAll().execute(),
    postings: await db
      .selectFrom('posting')
      .innerJoin('postingGroup', 'postingGroup.id', 'posting.groupId')
      .innerJoin('ledgerAccount', 'ledgerAccount.id', 'posting.accountId')
      .select(['ledgerAccount.kind', 'posting.currency', 'posting.amountMinor', 'postingGroup.template', 'postingGroup.sourceId'])
      .execute(),
  }
}

/** What a line holds is its whole price until it is bought or stopped, and nothing afterwards. */
function holdProblems({ lines, postings }: Rows): string[] {
  return lines.flatMap((line) => {
    const held = sum(postings.filter((posting) => posting.sourceId === line.id && posting.kind === 'reserved'))
    const wanted = HELD_STATES.has(line.state) ? line.totalMinor : 0n
    return held === wanted ? [] : [`line ${line.id} in ${line.state} holds ${held}, not ${wanted}`]
  })
}

/** Paid here and paid there are the same thing, once, and the same fen. */
function purchaseProblems({ purchases, postings }: Rows, orders: MockOrder[]): string[] {
  return purchases.flatMap((purchase) => {
    const groups = postings.filter((posting) => posting.template === 'payUpstream' && posting.sourceId === purchase.id)
    const booked = sum(groups.filter((posting) => posting.kind === 'sellerClearing1688'))
    const order = orders.find((candidate) => candidate.orderId === purchase.upstreamOrderId)
    const taken = order?.paidAt == null ? 0n : BigInt(order.totalFen)
    const problems: string[] = []
    if (groups.length > 2) problems.push(`purchase ${purchase.id} is booked as paid ${groups.length / 2} times`)
    if (booked !== taken) problems.push(`purchase ${purchase.id} in ${purchase.state}: booked ${booked} fen, 1688 took ${taken}`)
    if (BOUGHT_STATES.has(purchase.state) !== taken > 0n)
      problems.push(`purchase ${purchase.id} is ${purchase.state}, 1688 took ${taken} fen`)
    return problems
  })
}

function doubleProblems(orders: MockOrder[], splits: boolean): string[] {
  const problems = orders.filter((order) => order.repeatedDebits > 0).map((order) => `${order.orderId} was asked to be paid again`)
  for (const [purchaseId, made] of Map.groupBy(orders, (order) => order.outOrderId)) {
    const alive = made.filter((order) => order.status !== 'cancel')
    if (alive.length > 1 && !splits) problems.push(`purchase ${purchaseId} was bought ${alive.length} times`)
  }
  return problems
}

function refundProblems({ lines, refunds, postings }: Rows, upstream: MockRefund[]): string[] {
  const problems: string[] = []
  for (const refund of refunds) {
    const groups = postings.filter((posting) => posting.sourceId === refund.id)
    const paid = sum(groups.filter((posting) => posting.kind === 'available'))
    if (paid !== (refund.payoutMinor ?? 0n)) problems.push(`refund ${refund.id} paid ${paid} to the balance, says ${refund.payoutMinor}`)
    if (paid > 0n !== (refund.paidOutAt !== null)) problems.push(`refund ${refund.id} in ${refund.state} paid ${paid}`)
  }
  for (const [id, same] of Map.groupBy(refunds, (refund) => refund.upstreamRefundId))
    if (id !== null && same.length > 1) problems.push(`upstream refund ${id} belongs to ${same.length} cases`)
  for (const line of lines) {
    const claimed = refunds.filter((refund) => refund.lineId === line.id).reduce((total, refund) => total + (refund.payoutMinor ?? 0n), 0n)
    const own = postings.filter((posting) => posting.sourceId === line.id && posting.kind === 'available')
    const services = sum(own.filter((posting) => posting.template === 'refundServices'))
    const notDone = line.services.reduce((total, service) => total + service.refundedMinor + service.refundedMarginMinor, 0n)
    if (services !== notDone) problems.push(`line ${line.id} paid ${services} back for services, says ${notDone}`)
    const given = claimed + services
    if (given > line.totalMinor || line.refundedMinor > line.totalMinor)
      problems.push(`line ${line.id} cost ${line.totalMinor}, gave back ${given}`)
    if (line.cancelledBeforePurchase === 0 && given !== line.refundedMinor)
      problems.push(`line ${line.id} says ${line.refundedMinor}, gave back ${given}`)
  }
  const received = sum(postings.filter((posting) => posting.template === 'refundReceivedUpstream' && posting.kind === 'refundClearing'))
  const returned = upstream
    .filter((refund) => refund.status === 'refundsuccess')
    .reduce((total, refund) => total + BigInt(refund.refundPaymentFen + refund.applyCarriageFen), 0n)
  if (received > returned) problems.push(`booked ${received} fen from sellers, 1688 returned ${returned}`)
  return problems
}

function sum(postings: { amountMinor: bigint }[]): bigint {
  return postings.reduce((total, posting) => total + posting.amountMinor, 0n)
}

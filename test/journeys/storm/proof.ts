import { sql } from 'kysely'
import { isFinal } from '../../../src/domain/machine/machine.ts'
import { lineMachine } from '../../../src/domain/orders/line-machine.ts'
import type { LineState } from '../../../src/domain/orders/line-states.ts'
import type { Stack } from '../../support/stack.ts'
import type { MockOrder } from '../../support/stack-mock.ts'
import { ASKED_PURCHASES } from './settling.ts'
import type { OrderWire, Tally } from './storm-partner.ts'
import { type Member, PAID_IN } from './storm-partners.ts'

/** States in which a line waits for somebody who is not us: its seller, its partner. */
const WAITING: ReadonlySet<string> = new Set<LineState>(['PURCHASED', 'PRICE_CONFIRM_HOLD', 'PENDING_PAYMENT'])

export type Row = Awaited<ReturnType<typeof readRows>>

async function readRows({ core }: Stack) {
  return {
    orders: await core.db.selectFrom('agentOrder').select(['id', 'partnerId']).execute(),
    lines: await core.db.selectFrom('orderLine').selectAll().execute(),
    purchases: await core.db.selectFrom('purchase').selectAll().execute(),
    refunds: await core.db.selectFrom('refundCase').selectAll().execute(),
  }
}

/** One sentence for every promise that was broken, and the counts. */
export async function proveStorm(stack: Stack, members: Member[], tally: Tally) {
  const rows = await readRows(stack)
  const upstream = await stack.control.orders()
  const problems = [
    ...tally.doubled.map((ids) => `one key made ${ids}`),
    ...ordersKept(rows, tally),
    ...atRest(rows),
    ...boughtOnce(rows, upstream),
    ...(await refundBooks(stack)),
    ...(await walletsExplained(rows, members)),
    ...(await nothingForeign(rows, members)),
  ]
  return { problems, counts: countsOf(rows, upstream) }
}

/** Each accepted order is there, and none more: a retried request made no second one. */
function ordersKept({ orders }: Row, tally: Tally): string[] {
  const kept = new Set(orders.map((order) => order.id))
  return [
    ...[...tally.accepted].filter((id) => !kept.has(id)).map((id) => `order ${id} was accepted and is gone`),
    ...[...kept].filter((id) => !tally.accepted.has(id)).map((id) => `order ${id} was never answered to anybody`),
  ]
}

function atRest({ lines, purchases }: Row): string[] {
  const asked = new Set(purchases.filter(({ state }) => ASKED_PURCHASES.includes(state)).map(({ id }) => id))
  return lines
    .filter((line) => !isFinal(lineMachine, line.state) && !WAITING.has(line.state) && !asked.has(line.purchaseId ?? ''))
    .map((line) => `line ${line.id} rests in ${line.state}`)
}

const goods = (offerId: string, specId: string | null, quantity: number) => `${offerId}/${specId}x${quantity}`

/** Paid upstream orders and bought lines are the same things: each once, with the same goods. */
function boughtOnce({ lines, purchases }: Row, upstream: MockOrder[]): string[] {
  const problems: string[] = []
  const owners = new Map(purchases.map((purchase) => [purchase.upstreamOrderId, purchase]))
  const bought = lines.filter((line) => line.purchased > 0)
  const byPurchase = Map.groupBy(bought, (line) => line.purchaseId)
  for (const order of upstream) {
    const owner = owners.get(order.orderId)
    if (owner === undefined && order.status !== 'cancel') problems.push(`nobody knows upstream order ${order.orderId} (${order.status})`)
    if (owner === undefined || order.paidAt === null) continue
    const there = order.lines.map((line) => goods(line.offerId, line.specId, line.quantity)).sort()
    const here = (byPurchase.get(owner.id) ?? []).map((line) => goods(line.offerId, line.specId, line.purchased)).sort()
    if (there.join() !== here.join()) problems.push(`order ${order.orderId} holds ${there}, purchase ${owner.id} ${here}`)
  }
  for (const line of bought) {
    const order = upstream.find((candidate) => candidate.orderId === line.upstreamOrderId)
    if (order?.paidAt == null) problems.push(`line ${line.id} counts as bought, upstream it is not`)
  }
  for (const line of lines) {
    const ended = line.state === 'CANCELLED' || line.state === 'PURCHASE_FAILED'
    if (ended && line.purchased > 0) problems.push(`line ${line.id} is ${line.state} and bought`)
    if (line.state === 'PURCHASE_FAILED' && line.refundedMinor !== line.totalMinor)
      problems.push(`line ${line.id} failed, not refunded in full`)
  }
  return problems
}

/** What 1688 gave back and what we booked from it are the same, refund by refund. */
async function refundBooks({ core, control }: Stack): Promise<string[]> {
  const given = (await control.refunds()).filter((refund) => refund.status === 'refundsuccess')
  const { rows } = await sql<{ upstreamRefundId: string; fen: bigint }>`
    select r.upstream_refund_id as "upstreamRefundId", sum(p.amount_minor)::bigint as fen
    from posting p join posting_group g on g.id = p.group_id join ledger_account a on a.id = p.account_id
      join refund_case r on r.id = g.source_id
    where g.template = 'refundReceivedUpstream' and a.kind = 'refundClearing' group by 1`.execute(core.db)
  const booked = new Map(rows.map((row) => [row.upstreamRefundId, row.fen]))
  const problems = given.flatMap(({ refundId, refundPaymentFen, applyCarriageFen }) => {
    const fen = BigInt(refundPaymentFen + applyCarriageFen)
    return booked.get(refundId) === fen ? [] : [`refund ${refundId}: 1688 gave ${fen} fen, booked ${booked.get(refundId)}`]
  })
  if (booked.size > given.length) problems.push(`${booked.size} refunds booked, 1688 made ${given.length}`)
  return problems
}

/** What a partner has left is what it paid in, less what its lines cost or hold now. */
async function walletsExplained({ lines }: Row, members: Member[]): Promise<string[]> {
  const problems: string[] = []
  for (const { partnerId, program } of members) {
    const { data: balances } = await program.balances()
    const inDollars = (name: 'available' | 'reserved') => BigInt(balances.find(({ currency }) => currency === 'USD')?.[name].amount ?? 0)
    const own = lines.filter((line) => line.partnerId === partnerId && line.state !== 'PENDING_PAYMENT')
    const paid = own.filter((line) => line.cancelledBeforePurchase === 0)
    const spent = paid.reduce((total, line) => total + line.totalMinor - line.refundedMinor, 0n)
    const held = own.filter((line) => line.state === 'PRICE_CONFIRM_HOLD' || line.state === 'PURCHASING')
    const reserved = held.reduce((total, line) => total + line.totalMinor, 0n)
    if (inDollars('available') !== PAID_IN - spent)
      problems.push(`partner ${partnerId} has ${inDollars('available')}, not ${PAID_IN - spent}`)
    if (inDollars('reserved') !== reserved) problems.push(`partner ${partnerId} holds ${inDollars('reserved')}, not ${reserved}`)
  }
  return problems
}

/** Everything a partner can list names its own orders and nobody else's. */
async function nothingForeign({ orders, lines, refunds }: Row, members: Member[]): Promise<string[]> {
  const owners = new Map<string, string>()
  for (const row of [...orders, ...lines, ...refunds]) owners.set(row.id, row.partnerId)
  const problems: string[] = []
  for (const { partnerId, program } of members) {
    const shown = await program.all<OrderWire>('/v1/orders')
    const mine = orders.filter((order) => order.partnerId === partnerId).length
    if (shown.length !== mine) problems.push(`partner ${partnerId} has ${mine} orders and sees ${shown.length}`)
    for (const path of ['/v1/orders', '/v1/events', '/v1/refunds', '/v1/ledger-entries']) {
      const text = JSON.stringify(path === '/v1/orders' ? shown : await program.all(path))
      const named = new Set(text.match(/\b(?:ord|oln|rfc|par)_\w{26}\b/g))
      for (const id of named) {
        const owner = id.startsWith('par_') ? id : owners.get(id)
        if (owner !== partnerId) problems.push(`partner ${partnerId} sees ${id} of ${owner} in ${path}`)
      }
    }
  }
  return problems
}

function countsOf({ lines, purchases, refunds, orders }: Row, upstream: MockOrder[]) {
  const count = (rows: readonly { state: string }[]) =>
    Object.fromEntries([...Map.groupBy(rows, (row) => row.state)].map(([state, same]) => [state, same.length]))
  return {
    orders: orders.length,
    lines: count(lines),
    purchases: count(purchases),
    refunds: count(refunds),
    upstreamOrders: upstream.length,
    upstreamPaid: upstream.filter((order) => order.paidAt !== null).length,
  }
}

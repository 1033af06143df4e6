import { canDo, isFinal } from '../machine/machine.ts'
import { moveLine, movePurchase } from '../moves/bindings.ts'
import { followParcel, isDoubtful, stallsAt, tellParcel } from '../parcels/follow-parcel.ts'
import type { Parcel } from '../parcels/parcel.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder, UpstreamOrderStatus } from '../upstream/order.ts'
import type { UpstreamParcel } from '../upstream/parcel.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { closePurchase } from './close-purchase.ts'
import { type Followed, followStalls } from './follow-stalls.ts'
import { lineMachine } from './line-machine.ts'
import type { LineEvent } from './line-states.ts'
import { isClosedUnpaid } from './match-lines.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { type PurchaseEvent, purchaseMachine } from './purchase-machine.ts'
import { ship } from './quantities.ts'
import { touchOrder } from './touch-order.ts'

export type SyncPurchaseTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  ids: Ids
  rules: RuleBook
}

/**
 * Reads one upstream order and its parcels and brings ours up to date. Pushes are only hints: whatever was lost, doubled or
 * reordered, this reads the truth and asks the tables what is news.
 */
export function createSyncPurchase(tools: SyncPurchaseTools): (purchaseId: string) => Promise<void> {
  return async (purchaseId) => {
    const { purchase, known } = await tools.uow.run(async (tx) => ({
      purchase: existing(await tx.purchases.find(purchaseId), purchaseId),
      known: await tx.parcels.listOfPurchase(purchaseId),
    }))
    if (purchase.upstreamOrderId === null) return
    const upstream = tools.upstreamFor(purchase.livemode)
    const order = await upstream.getOrder(purchase.upstreamOrderId)
    if (order === undefined) return
    const parcels = await upstream.getParcels(purchase.upstreamOrderId)
    const doubtful = new Set(known.filter((parcel) => isDoubtful(parcel, tools.clock.now())).map((parcel) => parcel.upstreamLogisticsId))
    const traced = parcels.filter(({ status, logisticsId }) => status === 'signed' || doubtful.has(logisticsId))
    const lastSteps = await readLastSteps(upstream, purchase.upstreamOrderId, traced)
    await tools.uow.run((tx) => record(tx, tools, { purchaseId, order, parcels, lastSteps }))
  }
}

/** When the courier last wrote something, of each of these; null when it wrote nothing yet. */
async function readLastSteps(upstream: Upstream1688, upstreamOrderId: string, parcels: UpstreamParcel[]): Promise<LastSteps> {
  const steps: LastSteps = new Map()
  for (const { logisticsId } of parcels) {
    const [trace] = await upstream.getTrace(upstreamOrderId, logisticsId)
    steps.set(logisticsId, trace?.steps.at(-1)?.at ?? null)
  }
  return steps
}

type LastSteps = Map<string, Date | null>
type Snapshot = { purchaseId: string; order: UpstreamOrder; parcels: UpstreamParcel[]; lastSteps: LastSteps }

async function record(tx: Transaction, tools: SyncPurchaseTools, seen: Snapshot): Promise<void> {
  const known = existing(await tx.purchases.find(seen.purchaseId), seen.purchaseId)
  const order = existing(await tx.orders.lock(known.orderId), known.orderId)
  const purchase = existing(await tx.purchases.lock(seen.purchaseId), seen.purchaseId)
  const at = tools.clock.now()
  // Whoever waits for it is to know now.
  if (isClosedUnpaid(seen.order) && canDo(purchaseMachine, purchase.state, 'closed'))
    return closePurchase(tx, tools, { purchase, upstream: seen.order, at })
  const lines = await tx.lines.lockOfPurchase(purchase.id)
  const parcels = await tx.parcels.listOfPurchase(purchase.id)
  const followed: Followed[] = []
  let shipped = false
  for (const upstream of seen.parcels) {
    if (upstream.waybillNo === null) continue
    const ours = parcels.find((parcel) => parcel.upstreamLogisticsId === upstream.logisticsId)
    if (ours === undefined) {
      await expectParcel(tx, tools, { purchase, upstream, waybillNo: upstream.waybillNo, lines, at })
      shipped = true
    } else {
      const { status, waybillNo, logisticsId } = upstream
      const news = { status, waybillNo, lastStepAt: seen.lastSteps.get(logisticsId), at }
      followed.push({ before: ours, after: await followParcel(tx, tools, ours, news) })
    }
  }
  for (const ours of parcels.filter((parcel) => !followed.some(({ before }) => before.id === parcel.id))) {
    // 1688 lists it no longer: it does not move either.
    const news = { status: 'unknown', waybillNo: ours.waybillNo, lastStepAt: null, at } as const
    followed.push({ before: ours, after: await followParcel(tx, tools, ours, news) })
  }
  const current = shipped ? await moveShippedLines(tx, order, lines, at) : order
  await followStalls(tx, tools.rules, { order: current, lines, followed, at })
  await movePurchaseOn(
    tx,
    purchase,
    { order: seen.order, isOver: lines.length > 0 && lines.every(({ state }) => isFinal(lineMachine, state)) },
    at,
  )
}

type NewParcel = { purchase: Purchase; upstream: UpstreamParcel; waybillNo: string; lines: OrderLine[]; at: Date }

/** The seller has shipped: a parcel is on its way and its units count as shipped. Updates `lines` in place for the next parcel. */
async function expectParcel(tx: Transaction, tools: SyncPurchaseTools, news: NewParcel): Promise<void> {
  const parcel = parcelFrom(tools, news)
  await tx.parcels.insert(parcel)
  const carried = news.upstream.lines.filter((entry) => entry.upstreamOrderId === news.purchase.upstreamOrderId)
  for (const [index, line] of news.lines.entries()) {
    const entry = carried.find((candidate) => candidate.lineId === line.upstreamEntryId)
    if (entry === undefined) continue
    const quantity = Math.min(entry.quantity ?? line.awaitingSeller, line.awaitingSeller)
    if (quantity === 0) continue
    await tx.parcels.insertLine({
      partnerId: line.partnerId,
      livemode: line.livemode,
      id: `${parcel.id}-${line.lineNo}`,
      parcelId: parcel.id,
      lineId: line.id,
      expectedQuantity: quantity,
      countedQuantity: null,
      version: 1,
    })
    news.lines[index] = await tx.lines.update({ ...ship(line, quantity), updatedAt: news.at })
  }
  await tellParcel(tx, 'event.parcel.expected', parcel, news.at)
}

function parcelFrom({ ids, rules }: SyncPurchaseTools, news: NewParcel): Parcel {
  const sentAt = news.upstream.sentAt ?? news.at
  return {
    partnerId: news.purchase.partnerId,
    livemode: news.purchase.livemode,
    id: ids.next('pcl'),
    purchaseId: news.purchase.id,
    upstreamLogisticsId: news.upstream.logisticsId,
    waybillNo: news.waybillNo,
    waybillAliases: [],
    courierName: news.upstream.carrierName,
    state: 'EXPECTED',
    shippedAt: sentAt,
    movedAt: sentAt,
    stallsAt: stallsAt(rules, news.purchase, sentAt),
    signedAt: null,
    arrivedAt: null,
    weightG: null,
    exceptionCode: null,
    createdAt: news.at,
    updatedAt: news.at,
    version: 1,
  }
}

async function moveShippedLines(tx: Transaction, order: AgentOrder, lines: OrderLine[], at: Date): Promise<AgentOrder> {
  const moved: string[] = []
  for (const [index, line] of lines.entries()) {
    const event: LineEvent = line.awaitingSeller === 0 ? 'sellerShipped' : 'sellerPartlyShipped'
    if (line.shippedBySeller === 0 || !canDo(lineMachine, line.state, event)) continue
    lines[index] = await moveLine(tx, line, { event, actor: PLATFORM_ACTOR, at, facts: {} })
    moved.push(line.id)
  }
  if (moved.length === 0) return order
  const whole = lines.every((line) => line.awaitingSeller === 0)
  return touchOrder(tx, order, { at, event: whole ? 'order.seller_shipped' : 'order.partially_shipped', payload: { lineIds: moved } })
}

/** What each upstream status says about our purchase; a status that says nothing new has no entry. */
const PURCHASE_NEWS: Partial<Record<UpstreamOrderStatus, PurchaseEvent>> = {
  shipped: 'shipped',
  signed: 'shipped',
  received: 'shipped',
  completed: 'completed',
  terminated: 'terminated',
}

type Seen = { order: UpstreamOrder; isOver: boolean }

/** 1688 closes an order that was paid back: our purchase is over with its lines, and not before. */
async function movePurchaseOn(tx: Transaction, purchase: Purchase, { order, isOver }: Seen, at: Date): Promise<void> {
  const event = order.status === 'closed' && isOver ? 'terminated' : PURCHASE_NEWS[order.status]
  const change = { upstreamStatus: order.rawStatus, syncedAt: at, upstreamModifiedAt: order.modifiedAt }
  if (event !== undefined && canDo(purchaseMachine, purchase.state, event)) {
    await movePurchase(tx, purchase, { event, actor: PLATFORM_ACTOR, at, facts: {}, change })
  } else {
    await tx.purchases.update({ ...purchase, ...change, updatedAt: at })
  }
}

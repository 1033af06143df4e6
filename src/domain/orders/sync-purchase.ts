import { canDo, isFinal } from '../machine/machine.ts'
import { runEffect } from '../moves/advance.ts'
import { moveLine, moveParcel, movePurchase } from '../moves/bindings.ts'
import type { Parcel } from '../parcels/parcel.ts'
import { parcelMachine } from '../parcels/parcel-machine.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder, UpstreamOrderStatus } from '../upstream/order.ts'
import type { UpstreamParcel } from '../upstream/parcel.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { closePurchase } from './close-purchase.ts'
import { lineMachine } from './line-machine.ts'
import type { LineEvent } from './line-states.ts'
import { isClosedUnpaid } from './match-lines.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { type PurchaseEvent, purchaseMachine } from './purchase-machine.ts'
import { ship } from './quantities.ts'
import { touchOrder } from './touch-order.ts'

export type SyncPurchaseTools = { uow: UnitOfWork; upstreamFor(livemode: boolean): Upstream1688; clock: Clock; ids: Ids }

/**
 * Reads one upstream order and its parcels and brings ours up to date. Pushes are only hints: whatever was lost, doubled or
 * reordered, this reads the truth and asks the tables what is news.
 */
export function createSyncPurchase(tools: SyncPurchaseTools): (purchaseId: string) => Promise<void> {
  return async (purchaseId) => {
    const purchase = existing(await tools.uow.run((tx) => tx.purchases.find(purchaseId)), purchaseId)
    if (purchase.upstreamOrderId === null) return
    const upstream = tools.upstreamFor(purchase.livemode)
    const order = await upstream.getOrder(purchase.upstreamOrderId)
    if (order === undefined) return
    const parcels = await upstream.getParcels(purchase.upstreamOrderId)
    const signedAt = await signTimes(upstream, purchase.upstreamOrderId, parcels)
    await tools.uow.run((tx) => record(tx, tools, { purchaseId, order, parcels, signedAt }))
  }
}

/** The courier's own time of sign-off is the legal clock (domain.md 6.2). */
async function signTimes(upstream: Upstream1688, upstreamOrderId: string, parcels: UpstreamParcel[]): Promise<Map<string, Date>> {
  const times = new Map<string, Date>()
  for (const parcel of parcels.filter((candidate) => candidate.status === 'signed')) {
    const [trace] = await upstream.getTrace(upstreamOrderId, parcel.logisticsId)
    const last = trace?.steps.at(-1)
    if (last !== undefined) times.set(parcel.logisticsId, last.at)
  }
  return times
}

type Snapshot = { purchaseId: string; order: UpstreamOrder; parcels: UpstreamParcel[]; signedAt: Map<string, Date> }

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
  let shipped = false
  for (const upstream of seen.parcels) {
    if (upstream.waybillNo === null) continue
    const ours = parcels.find((parcel) => parcel.upstreamLogisticsId === upstream.logisticsId)
    if (ours === undefined) {
      await expectParcel(tx, tools, { purchase, upstream, waybillNo: upstream.waybillNo, lines, at })
      shipped = true
    } else {
      await updateParcel(tx, ours, { upstream, waybillNo: upstream.waybillNo, signedAt: seen.signedAt.get(upstream.logisticsId) ?? at, at })
    }
  }
  if (shipped) await moveShippedLines(tx, order, lines, at)
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
  const parcel = parcelFrom(news, tools.ids.next('pcl'))
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

function parcelFrom(news: NewParcel, id: string): Parcel {
  return {
    partnerId: news.purchase.partnerId,
    livemode: news.purchase.livemode,
    id,
    purchaseId: news.purchase.id,
    upstreamLogisticsId: news.upstream.logisticsId,
    waybillNo: news.waybillNo,
    waybillAliases: [],
    courierName: news.upstream.carrierName,
    state: 'EXPECTED',
    shippedAt: news.upstream.sentAt ?? news.at,
    signedAt: null,
    arrivedAt: null,
    weightG: null,
    exceptionCode: null,
    createdAt: news.at,
    updatedAt: news.at,
    version: 1,
  }
}

async function updateParcel(
  tx: Transaction,
  parcel: Parcel,
  news: { upstream: UpstreamParcel; waybillNo: string; signedAt: Date; at: Date },
): Promise<void> {
  let current = parcel
  if (current.waybillNo !== news.waybillNo) {
    current = await tx.parcels.update({
      ...current,
      waybillNo: news.waybillNo,
      waybillAliases: [...current.waybillAliases, current.waybillNo],
      updatedAt: news.at,
    })
    await tellParcel(tx, 'event.parcel.waybill_changed', current, news.at)
  }
  if (news.upstream.status === 'signed' && current.signedAt === null) {
    const canSign = canDo(parcelMachine, current.state, 'sign')
    if (canSign)
      await moveParcel(tx, current, { event: 'sign', actor: PLATFORM_ACTOR, at: news.at, facts: {}, change: { signedAt: news.signedAt } })
    else await tx.parcels.update({ ...current, signedAt: news.signedAt, updatedAt: news.at })
  } else if (news.upstream.status === 'inTransit' && canDo(parcelMachine, current.state, 'trace')) {
    await moveParcel(tx, current, { event: 'trace', actor: PLATFORM_ACTOR, at: news.at, facts: {} })
  }
}

async function tellParcel(
  tx: Transaction,
  effect: 'event.parcel.expected' | 'event.parcel.waybill_changed',
  parcel: Parcel,
  at: Date,
): Promise<void> {
  const tenant = { partnerId: parcel.partnerId, livemode: parcel.livemode }
  const payload = { id: parcel.id, status: parcel.state, waybillNo: parcel.waybillNo, waybillAliases: parcel.waybillAliases }
  await runEffect(tx, effect, { tenant, id: parcel.id, version: parcel.version, resourceType: 'parcel', payload }, { at })
}

async function moveShippedLines(tx: Transaction, order: AgentOrder, lines: OrderLine[], at: Date): Promise<void> {
  const moved: string[] = []
  for (const line of lines) {
    const event: LineEvent = line.awaitingSeller === 0 ? 'sellerShipped' : 'sellerPartlyShipped'
    if (line.shippedBySeller === 0 || !canDo(lineMachine, line.state, event)) continue
    await moveLine(tx, line, { event, actor: PLATFORM_ACTOR, at, facts: {} })
    moved.push(line.id)
  }
  const whole = lines.every((line) => line.awaitingSeller === 0)
  if (moved.length > 0)
    await touchOrder(tx, order, { at, event: whole ? 'order.seller_shipped' : 'order.partially_shipped', payload: { lineIds: moved } })
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

import { rawId } from '../../protocol/json.ts'
import { beijingTime } from '../../protocol/time.ts'
import type { Order } from '../orders/order.ts'
import type { World } from '../world.ts'
import { type CourierStatus, NEXT_STATUS, type Parcel } from './parcel.ts'

const HOUR_MS = 3_600_000

/** Moves a parcel to `status` (default: the next one), writes the trace step and pushes it. Returns the status it has then. */
export function advanceParcel(world: World, parcel: Parcel, status?: CourierStatus): CourierStatus {
  const next = status ?? NEXT_STATUS[parcel.status]
  const order = world.orders.find(parcel.orderId)
  if (!next || !order) return parcel.status
  const now = world.clock.now()
  parcel.status = next
  parcel.steps.push({ at: now, status: next, remark: remarkOf(order, parcel, next) })
  if (next === 'SIGN' || next === 'AGENT_SIGN') parcel.signedAt ??= now
  pushTrace(world, order, parcel)
  return next
}

/** Pushes `LOGISTICS_BUYER_VIEW_TRACE` with the parcel's status. */
export function pushTrace(world: World, order: Order, parcel: Parcel): void {
  if (parcel.noLogistics) return
  world.pushes.send({
    appKey: order.appKey,
    userInfo: order.buyer.memberId,
    lane: order.orderId,
    type: 'LOGISTICS_BUYER_VIEW_TRACE',
    data: {
      OrderLogisticsTracingModel: {
        logisticsId: parcel.logisticsId,
        cpCode: parcel.courier.no,
        mailNo: parcel.waybillNo,
        statusChanged: parcel.status,
        changeTime: beijingTime(world.clock.now()),
        orderLogsItems: logItems(parcel),
      },
    },
  })
}

/** The waybill number was wrong, or the courier changed: the seller corrects it, and `LOGISTICS_MAIL_NO_CHANGE` is pushed. */
export function changeWaybill(world: World, parcel: Parcel, change: { waybillNo: string; courier: Parcel['courier'] }): void {
  const order = world.orders.find(parcel.orderId)
  if (!order) return
  const old = { waybillNo: parcel.waybillNo, courier: parcel.courier }
  parcel.formerWaybillNos.push(old.waybillNo)
  parcel.waybillNo = change.waybillNo
  parcel.courier = change.courier
  world.orders.indexParcel(parcel)
  world.pushes.send({
    appKey: order.appKey,
    userInfo: order.buyer.memberId,
    lane: order.orderId,
    type: 'LOGISTICS_MAIL_NO_CHANGE',
    data: {
      MailNoChangeModel: {
        logisticsId: parcel.logisticsId,
        oldCpCode: old.courier.no,
        newCpCode: change.courier.no,
        oldMailNo: old.waybillNo,
        newMailNo: change.waybillNo,
        eventTime: beijingTime(world.clock.now()),
        orderLogsItems: logItems(parcel),
      },
    },
  })
}

/** With the autopilot on, the parcel takes its next step some hours later, until it is signed for. */
export function planParcelStep(world: World, parcel: Parcel): void {
  const { parcelStepHours } = world.settings.autopilot
  if (parcelStepHours === null || parcel.noLogistics || parcel.status === 'SIGN') return
  const { orderId, logisticsId } = parcel
  world.schedule.add(world.clock.now() + parcelStepHours * HOUR_MS, { does: 'stepParcel', orderId, logisticsId })
}

/** The autopilot's step of a parcel, and the plan for the one after it. */
export function stepParcel(world: World, parcel: Parcel): void {
  advanceParcel(world, parcel)
  planParcelStep(world, parcel)
}

function logItems(parcel: Parcel): unknown[] {
  return parcel.lines.map((line) => ({ orderId: rawId(parcel.orderId), orderEntryId: rawId(line.subItemId) }))
}

function remarkOf(order: Order, parcel: Parcel, status: CourierStatus): string {
  const { place } = order.seller
  const { address } = order
  const texts: Readonly<Record<CourierStatus, string>> = {
    CONSIGN: '卖家已发货',
    ACCEPT: `【${place.city}】${parcel.courier.name}已揽收，揽件网点：${place.district}营业部`,
    TRANSPORT: `【${place.city}】快件离开${place.city}转运中心，发往${address.city}转运中心`,
    DELIVERING: `【${address.city}】快件正在派送，派件网点：${address.area || address.city}营业部`,
    AGENT_SIGN: `【${address.city}】快件已由代收点签收`,
    SIGN: `【${address.city}】快件已签收，签收人：仓库前台`,
    FAILED: `【${address.city}】派送失败，收件人要求另约时间`,
  }
  return texts[status]
}

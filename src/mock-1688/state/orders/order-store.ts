import type { Changes } from '../changes.ts'
import type { Parcel } from '../parcels/parcel.ts'
import type { Order } from './order.ts'

/** The orders, findable by id, by our own number and by waybill. */
export class OrderStore {
  readonly #changes: Changes
  #byId = new Map<string, Order>()
  #byOutOrderId = new Map<string, Order[]>()
  #byWaybill = new Map<string, Parcel>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  get size(): number {
    return this.#byId.size
  }

  add(order: Order): void {
    this.#changes.mark('orders', order.orderId)
    this.#byId.set(order.orderId, order)
    for (const parcel of order.parcels) this.indexParcel(parcel)
    if (order.outOrderId === null) return
    const same = this.#byOutOrderId.get(order.outOrderId)
    if (same) same.push(order)
    else this.#byOutOrderId.set(order.outOrderId, [order])
  }

  find(orderId: string): Order | undefined {
    this.#changes.mark('orders', orderId)
    return this.#byId.get(orderId)
  }

  byOutOrderId(outOrderId: string): readonly Order[] {
    return this.#byOutOrderId.get(outOrderId) ?? []
  }

  /** All orders, newest first. */
  newestFirst(): Order[] {
    return [...this.#byId.values()].reverse()
  }

  /** Deletes an order for good: no number of ours and no waybill finds it any more. */
  remove(order: Order): void {
    this.#changes.mark('orders', order.orderId)
    this.#byId.delete(order.orderId)
    const same = this.byOutOrderId(order.outOrderId ?? '').filter((one) => one !== order)
    if (order.outOrderId !== null) this.#byOutOrderId.set(order.outOrderId, same)
    for (const parcel of order.parcels) for (const waybillNo of waybillNosOf(parcel)) this.#byWaybill.delete(waybillNo)
  }

  indexParcel(parcel: Parcel): void {
    for (const waybillNo of waybillNosOf(parcel)) this.#byWaybill.set(waybillNo, parcel)
  }

  parcel(waybillNo: string): Parcel | undefined {
    const parcel = this.#byWaybill.get(waybillNo)
    if (parcel) this.#changes.mark('orders', parcel.orderId)
    return parcel
  }

  parcels(): Parcel[] {
    return [...new Set(this.#byWaybill.values())]
  }
}

function waybillNosOf(parcel: Parcel): readonly string[] {
  return [parcel.waybillNo, ...parcel.formerWaybillNos]
}

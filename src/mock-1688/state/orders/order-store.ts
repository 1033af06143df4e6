import type { Parcel } from '../parcels/parcel.ts'
import type { Order } from './order.ts'

/** The orders, findable by id, by our own number and by waybill. */
export class OrderStore {
  #byId = new Map<string, Order>()
  #byOutOrderId = new Map<string, Order[]>()
  #byWaybill = new Map<string, Parcel>()

  get size(): number {
    return this.#byId.size
  }

  add(order: Order): void {
    this.#byId.set(order.orderId, order)
    if (order.outOrderId === null) return
    const same = this.#byOutOrderId.get(order.outOrderId)
    if (same) same.push(order)
    else this.#byOutOrderId.set(order.outOrderId, [order])
  }

  find(orderId: string): Order | undefined {
    return this.#byId.get(orderId)
  }

  byOutOrderId(outOrderId: string): readonly Order[] {
    return this.#byOutOrderId.get(outOrderId) ?? []
  }

  /** All orders, newest first. */
  newestFirst(): Order[] {
    return [...this.#byId.values()].reverse()
  }

  remove(orderId: string): void {
    this.#byId.delete(orderId)
  }

  indexParcel(parcel: Parcel): void {
    this.#byWaybill.set(parcel.waybillNo, parcel)
  }

  parcel(waybillNo: string): Parcel | undefined {
    return this.#byWaybill.get(waybillNo)
  }

  parcels(): Parcel[] {
    return [...new Set(this.#byWaybill.values())]
  }
}

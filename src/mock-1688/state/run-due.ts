import { stepShipment } from './carrier/advance-shipment.ts'
import { closeUnpaid } from './orders/close-order.ts'
import type { Order } from './orders/order.ts'
import { takeDebit } from './orders/take-debit.ts'
import { stepParcel } from './parcels/advance-parcel.ts'
import { receiveWhenDue } from './parcels/plan-receipt.ts'
import { shipWhatIsLeft } from './parcels/plan-shipment.ts'
import type { Refund } from './refunds/refund.ts'
import { answerRefund, endRefundWait } from './refunds/refund-answers.ts'
import type { Task } from './task.ts'
import type { World } from './world.ts'

type Runners = { readonly [Does in Task['does']]: (world: World, task: Extract<Task, { does: Does }>) => void }

/** What each task does. The thing it is about is looked up by id: what is gone meanwhile needs nothing. */
const RUNNERS: Runners = {
  closeUnpaid: (world, task) => withOrder(world, task.orderId, (order) => closeUnpaid(world, order)),
  takeLateDebit: (world, task) => withOrder(world, task.orderId, (order) => takeDebit(world, order, task.channel)),
  shipOrder: (world, task) => withOrder(world, task.orderId, (order) => shipWhatIsLeft(world, order)),
  receiveOrder: (world, task) => withOrder(world, task.orderId, (order) => receiveWhenDue(world, order, task.shippedAt)),
  stepParcel: (world, task) =>
    withOrder(world, task.orderId, (order) => {
      const parcel = order.parcels.find((one) => one.logisticsId === task.logisticsId)
      if (parcel) stepParcel(world, parcel)
    }),
  stepShipment(world, task) {
    const shipment = world.carrier.find(task.trackingNo)
    if (shipment) stepShipment(world, shipment)
  },
  answerRefund: (world, task) => withRefund(world, task.refundId, (refund) => answerRefund(world, refund, task.reply)),
  endRefundWait: (world, task) => withRefund(world, task.refundId, (refund) => endRefundWait(world, refund, task.at)),
}

/** Runs what is due by the mock's clock, each task at its own time. */
export function runDue(world: World): void {
  world.schedule.runDue(world.clock.now(), (due) => world.clock.during(due.at, () => runTask(world, due.task)))
}

function runTask<Does extends Task['does']>(world: World, task: Extract<Task, { does: Does }>): void {
  const run: Runners[Does] = RUNNERS[task.does as Does]
  run(world, task)
}

function withOrder(world: World, orderId: string, run: (order: Order) => void): void {
  const order = world.orders.find(orderId)
  if (order) run(order)
}

function withRefund(world: World, refundId: string, run: (refund: Refund) => void): void {
  const refund = world.refunds.find(refundId)
  if (refund) run(refund)
}

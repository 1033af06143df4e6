import type { Machine } from '../machine/machine.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { ShipmentGuard } from './shipment-guards.ts'
import type { ShipmentEvent, ShipmentState } from './shipment-states.ts'

export type { ShipmentEvent, ShipmentState } from './shipment-states.ts'

const packers = ['warehouseStaff', 'system'] as const
const owner = ['partner', 'operatorAdmin', 'system'] as const
const road = ['carrier', 'system', 'operatorAdmin'] as const
const estimate = { to: 'ESTIMATED', actors: ['partner', 'system'], effects: ['event.shipment.estimated'], rule: '9.1' } as const
const cancel = { to: 'CANCELLED', actors: owner, effects: ['event.shipment.cancelled'], rule: '9.1' } as const
const repack = { to: 'PACKING', actors: ['warehouseStaff', 'partner', 'operatorAdmin'], effects: [], rule: '9.4' } as const
const requestPayment = {
  to: 'AWAITING_PAYMENT',
  actors: packers,
  guards: ['cartonsMeasured'],
  effects: ['event.shipment.payment_required'],
  rule: '9.1',
} as const

/** Carriers skip and repeat scans: on the road every later fact is accepted, none that leads back. */
const exportCleared = { to: 'EXPORT_CLEARED', actors: road, effects: ['event.shipment.export_cleared'], rule: '9.1' } as const
const depart = { to: 'IN_TRANSIT', actors: road, effects: ['event.shipment.in_transit'], rule: '9.1' } as const
const reachCustoms = { to: 'IMPORT_CLEARANCE', actors: road, effects: [], rule: '9.1' } as const
const holdCustoms = { to: 'CUSTOMS_HOLD', actors: road, effects: ['event.shipment.customs_hold'], rule: '9.1' } as const
const outForDelivery = { to: 'OUT_FOR_DELIVERY', actors: road, effects: ['event.shipment.out_for_delivery'], rule: '9.1' } as const
const deliver = { to: 'DELIVERED', actors: road, effects: ['event.shipment.delivered'], rule: '9.1' } as const
const failDelivery = { to: 'DELIVERY_FAILED', actors: road, effects: ['event.shipment.delivery_failed'], rule: '9.1' } as const
const returnToOrigin = { to: 'RETURNING_ORIGIN', actors: road, effects: [], rule: '9.1' } as const
const lose = { to: 'LOST', actors: road, effects: ['event.shipment.lost'], rule: '9.1' } as const
const seize = { to: 'SEIZED', actors: road, effects: ['event.shipment.lost'], rule: '9.1' } as const
const destroy = { to: 'DESTROYED', actors: road, effects: ['event.shipment.lost'], rule: '9.1' } as const
const troubles = { lose, returnToOrigin } as const

/**
 * One outbound shipment (domain.md 9.1): planned, packed, weighed, paid (payment 2 is held at `pay`, captured at `handOver`), exported.
 * It can be cancelled until it is handed over. RETURNED_ORIGIN is ours: the carton is back at our dock.
 */
export const shipmentMachine: Machine<ShipmentState, ShipmentEvent, ActorKind, ShipmentGuard, Effect> = {
  name: 'shipment',
  initial: 'DRAFT',
  table: {
    DRAFT: { estimate, cancel },
    ESTIMATED: {
      estimate,
      submit: {
        to: 'SUBMITTED',
        actors: ['partner', 'system'],
        guards: ['itemsAvailable', 'itemsUnclaimed', 'lineAcceptsItems', 'customsComplete', 'consigneeComplete'],
        effects: ['job.plan-consolidation'],
        rule: '9.1',
      },
      cancel,
    },
    SUBMITTED: { startPicking: { to: 'PICKING', actors: packers, effects: [], rule: '9.1' }, cancel },
    PICKING: { startPacking: { to: 'PACKING', actors: packers, effects: [], rule: '9.1' }, cancel },
    PACKING: {
      rehearse: {
        to: 'REHEARSED',
        actors: packers,
        guards: ['cartonsMeasured'],
        effects: ['event.shipment.rehearsed'],
        rule: '9.1',
      },
      requestPayment,
      cancel,
    },
    REHEARSED: { requestPayment: { ...requestPayment, actors: ['partner', ...packers] }, repack, cancel },
    AWAITING_PAYMENT: {
      pay: {
        to: 'READY',
        actors: ['partner', 'system'],
        guards: ['fundsAvailable'],
        effects: ['ledger.holdShipment', 'event.shipment.paid'],
        rule: '9.1',
      },
      repack,
      cancel,
      expire: {
        to: 'CANCELLED',
        actors: ['system'],
        guards: ['paymentOverdue'],
        effects: ['event.shipment.cancelled'],
        rule: '8',
      },
    },
    READY: {
      handOver: {
        to: 'HANDED_OVER',
        actors: ['warehouseStaff', 'carrier', 'system'],
        guards: ['itemsUnclaimed'],
        effects: ['ledger.captureShipment', 'event.shipment.handed_over', 'job.track-shipment'],
        rule: '9.1',
      },
      cancel: { ...cancel, effects: ['ledger.releaseShipmentHold', 'event.shipment.cancelled'] },
    },
    HANDED_OVER: { exportCleared, depart, reachCustoms, holdCustoms, outForDelivery, deliver, seize, ...troubles },
    EXPORT_CLEARED: { depart, reachCustoms, holdCustoms, outForDelivery, deliver, ...troubles },
    IN_TRANSIT: { reachCustoms, holdCustoms, outForDelivery, deliver, failDelivery, ...troubles },
    IMPORT_CLEARANCE: { holdCustoms, outForDelivery, deliver, failDelivery, seize, destroy, ...troubles },
    CUSTOMS_HOLD: { reachCustoms, outForDelivery, deliver, seize, destroy, ...troubles },
    OUT_FOR_DELIVERY: { deliver, failDelivery, ...troubles },
    DELIVERY_FAILED: { outForDelivery, deliver, destroy, ...troubles },
    RETURNING_ORIGIN: {
      receiveBack: { to: 'RETURNED_ORIGIN', actors: ['warehouseStaff'], effects: [], rule: '9.1' },
      lose,
      destroy,
    },
    DELIVERED: {},
    LOST: { deliver, receiveBack: { to: 'RETURNED_ORIGIN', actors: ['warehouseStaff'], effects: [], rule: '9.1' } },
    SEIZED: {},
    DESTROYED: {},
    RETURNED_ORIGIN: {},
    CANCELLED: {},
  },
}

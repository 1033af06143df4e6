import t from 'tap'
import { CREDIT_CHANGE_EVENTS, CREDIT_CHANGE_STATES } from '../../../src/domain/credit/credit-change.ts'
import { creditChangeRules } from '../../../src/domain/credit/credit-change-machine.ts'
import { CREDIT_DRAW_EVENTS, CREDIT_DRAW_STATES } from '../../../src/domain/credit/credit-draw.ts'
import { creditDrawRules } from '../../../src/domain/credit/credit-draw-machine.ts'
import { inspectionRules } from '../../../src/domain/inspections/inspection-guards.ts'
import { INSPECTION_EVENTS, INSPECTION_STATES } from '../../../src/domain/inspections/inspection-machine.ts'
import { cellsOf } from '../../../src/domain/machine/any-machine.ts'
import { statesOf } from '../../../src/domain/machine/machine.ts'
import { MACHINE_CATALOGUE, machineProblems } from '../../../src/domain/machine-catalogue.ts'
import { lineRules } from '../../../src/domain/orders/line-guards.ts'
import { LINE_EVENTS, LINE_STATES } from '../../../src/domain/orders/line-states.ts'
import { PURCHASE_EVENTS, PURCHASE_STATES, purchaseRules } from '../../../src/domain/orders/purchase-machine.ts'
import { parseEffect } from '../../../src/domain/outbox/effect.ts'
import { parcelRules } from '../../../src/domain/parcels/parcel-guards.ts'
import { PARCEL_EVENTS, PARCEL_STATES } from '../../../src/domain/parcels/parcel-machine.ts'
import { refundRules } from '../../../src/domain/refunds/refund-guards.ts'
import { REFUND_EVENTS, REFUND_STATES } from '../../../src/domain/refunds/refund-states.ts'
import { ACTOR_KINDS } from '../../../src/domain/shared/actor.ts'
import { shipmentRules } from '../../../src/domain/shipments/shipment-guards.ts'
import { SHIPMENT_EVENTS, SHIPMENT_STATES } from '../../../src/domain/shipments/shipment-states.ts'
import { BOOKING_EVENTS, BOOKING_STATES } from '../../../src/domain/wallet/booking.ts'
import { bookingRules } from '../../../src/domain/wallet/booking-machine.ts'
import { topUpRules } from '../../../src/domain/wallet/top-up-machine.ts'
import { TOP_UP_EVENTS, TOP_UP_STATES } from '../../../src/domain/wallet/top-up-states.ts'
import { walkMachine } from '../../support/walk-machine.ts'

const actors = ACTOR_KINDS

t.test('every state answers every event from every actor as the table says', (t) => {
  const walks = [
    walkMachine({ ...lineRules, events: LINE_EVENTS, actors }),
    walkMachine({ ...purchaseRules, events: PURCHASE_EVENTS, actors }),
    walkMachine({ ...parcelRules, events: PARCEL_EVENTS, actors }),
    walkMachine({ ...inspectionRules, events: INSPECTION_EVENTS, actors }),
    walkMachine({ ...shipmentRules, events: SHIPMENT_EVENTS, actors }),
    walkMachine({ ...refundRules, events: REFUND_EVENTS, actors }),
    walkMachine({ ...topUpRules, events: TOP_UP_EVENTS, actors }),
    walkMachine({ ...bookingRules, events: BOOKING_EVENTS, actors }),
    walkMachine({ ...creditDrawRules, events: CREDIT_DRAW_EVENTS, actors }),
    walkMachine({ ...creditChangeRules, events: CREDIT_CHANGE_EVENTS, actors }),
  ]
  MACHINE_CATALOGUE.forEach(({ machine }, index) => {
    t.same(walks[index]?.surprises, [], `${machine.name}: ${walks[index]?.asked} questions`)
    t.ok((walks[index]?.asked ?? 0) > 100)
  })
  t.end()
})

t.test('the lists of states are the rows of the tables', (t) => {
  t.same(new Set(statesOf(lineRules.machine)), new Set(LINE_STATES))
  t.same(new Set(statesOf(purchaseRules.machine)), new Set(PURCHASE_STATES))
  t.same(new Set(statesOf(parcelRules.machine)), new Set(PARCEL_STATES))
  t.same(new Set(statesOf(inspectionRules.machine)), new Set(INSPECTION_STATES))
  t.same(new Set(statesOf(shipmentRules.machine)), new Set(SHIPMENT_STATES))
  t.same(new Set(statesOf(refundRules.machine)), new Set(REFUND_STATES))
  t.same(new Set(statesOf(topUpRules.machine)), new Set(TOP_UP_STATES))
  t.same(new Set(statesOf(bookingRules.machine)), new Set(BOOKING_STATES))
  t.same(new Set(statesOf(creditDrawRules.machine)), new Set(CREDIT_DRAW_STATES))
  t.same(new Set(statesOf(creditChangeRules.machine)), new Set(CREDIT_CHANGE_STATES))
  t.end()
})

t.test('every event of the lists is used by its table', (t) => {
  const lists = [
    LINE_EVENTS,
    PURCHASE_EVENTS,
    PARCEL_EVENTS,
    INSPECTION_EVENTS,
    SHIPMENT_EVENTS,
    REFUND_EVENTS,
    TOP_UP_EVENTS,
    BOOKING_EVENTS,
    CREDIT_DRAW_EVENTS,
    CREDIT_CHANGE_EVENTS,
  ]
  MACHINE_CATALOGUE.forEach(({ machine }, index) => {
    t.same(new Set(cellsOf(machine).map((cell) => cell.event)), new Set<string>(lists[index]), machine.name)
  })
  t.end()
})

t.test('every table is sound', (t) => {
  t.equal(MACHINE_CATALOGUE.length, 10)
  t.same(machineProblems(), [])
  t.end()
})

t.test('an absent fact never opens a gate', (t) => {
  for (const rules of [
    lineRules,
    purchaseRules,
    parcelRules,
    inspectionRules,
    shipmentRules,
    refundRules,
    topUpRules,
    bookingRules,
    creditDrawRules,
    creditChangeRules,
  ]) {
    for (const [name, guard] of Object.entries(rules.guards)) t.equal(guard({}), false, `${rules.machine.name} ${name}`)
  }
  t.end()
})

t.test('every cell cites its rule and its effects are about the resource that moved', (t) => {
  const own: Record<string, { jobs: string[]; events: string }> = {
    orderLine: { jobs: [], events: 'line' },
    purchase: { jobs: ['purchase-order', 'sync-purchase', 'cancel-purchase'], events: 'none' },
    parcel: { jobs: [], events: 'parcel' },
    inspection: { jobs: ['prepare-inspection'], events: 'inspection' },
    shipment: { jobs: ['plan-consolidation', 'track-shipment'], events: 'shipment' },
    refund: { jobs: ['file-refund', 'sync-refund', 'pay-out-refund'], events: 'refund' },
    topUp: { jobs: [], events: 'wallet' },
    booking: { jobs: [], events: 'none' },
    creditDraw: { jobs: [], events: 'credit' },
    creditChange: { jobs: [], events: 'none' },
  }
  for (const { machine } of MACHINE_CATALOGUE) {
    for (const { state, event, transition } of cellsOf(machine)) {
      t.ok(transition.rule, `${machine.name} ${state} ${event} cites a rule`)
      for (const effect of transition.effects) {
        const parsed = parseEffect(effect as Parameters<typeof parseEffect>[0])
        if (parsed.sink === 'job') t.ok(own[machine.name]?.jobs.includes(parsed.name), `${machine.name} ${effect}`)
        if (parsed.sink === 'event') t.equal(parsed.type.split('.')[0], own[machine.name]?.events, `${machine.name} ${effect}`)
      }
    }
  }
  t.end()
})

import type { Machine } from '../machine/machine.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { ParcelGuard } from './parcel-guards.ts'

export const PARCEL_STATES = [
  'EXPECTED',
  'IN_TRANSIT',
  'STALLED',
  'DELIVERED_UNCONFIRMED',
  'ARRIVED',
  'MATCHED',
  'UNIDENTIFIED',
  'REFUSED',
  'OPENED',
  'COUNTED',
  'INSPECTED',
  'PUT_AWAY',
  'QUARANTINED',
  'RETURNING',
  'RETURNED_SIGNED',
  'DISPOSED',
  'LOST',
  'CANCELLED',
] as const

export type ParcelState = (typeof PARCEL_STATES)[number]

export const PARCEL_EVENTS = [
  'trace',
  'stall',
  'sign',
  'arrive',
  'match',
  'failMatch',
  'refuse',
  'open',
  'count',
  'inspect',
  'putAway',
  'quarantine',
  'liftQuarantine',
  'startReturn',
  'returnSigned',
  'dispose',
  'lose',
  'cancel',
] as const

export type ParcelEvent = (typeof PARCEL_EVENTS)[number]

const dock = ['warehouseStaff', 'qcLead'] as const
const courier = ['courier', 'system', 'platform1688'] as const
const arrive = { to: 'ARRIVED', actors: ['warehouseStaff'], effects: ['event.parcel.arrived'], rule: '6.1' } as const
const sign = { to: 'DELIVERED_UNCONFIRMED', actors: courier, effects: [], rule: '6.1' } as const
const refuse = { to: 'REFUSED', actors: dock, effects: ['event.parcel.refused'], rule: '6.1' } as const
const quarantine = { to: 'QUARANTINED', actors: dock, effects: [], rule: '6.1' } as const
const startReturn = { to: 'RETURNING', actors: [...dock, 'afterSales'], effects: [], rule: '6.1' } as const
const lose = { to: 'LOST', actors: ['courier', 'system', 'afterSales'], effects: [], rule: '10.5' } as const
const cancel = { to: 'CANCELLED', actors: ['system', 'afterSales', 'platform1688'], effects: [], rule: '10.2' } as const

/**
 * One inbound parcel (domain.md 6.1). A parcel nobody announced is made EXPECTED and scanned in the same transaction. LOST, DISPOSED
 * and CANCELLED are ours: the specification names the causes (lost in the country, 30 days unidentified, refunded before arrival).
 */
export const parcelMachine: Machine<ParcelState, ParcelEvent, ActorKind, ParcelGuard, Effect> = {
  name: 'parcel',
  initial: 'EXPECTED',
  table: {
    EXPECTED: {
      trace: { to: 'IN_TRANSIT', actors: courier, effects: [], rule: '6.1' },
      stall: { to: 'STALLED', actors: ['system'], guards: ['silentLongEnough'], effects: ['event.parcel.stalled'], rule: '6.1' },
      sign,
      arrive,
      lose,
      cancel,
    },
    IN_TRANSIT: {
      stall: { to: 'STALLED', actors: ['system'], guards: ['silentLongEnough'], effects: ['event.parcel.stalled'], rule: '6.1' },
      sign,
      arrive,
      lose,
      cancel,
    },
    STALLED: {
      trace: { to: 'IN_TRANSIT', actors: courier, effects: [], rule: '6.1' },
      sign,
      arrive,
      lose,
      cancel,
    },
    DELIVERED_UNCONFIRMED: { arrive, lose },
    ARRIVED: {
      match: {
        to: 'MATCHED',
        actors: ['warehouseStaff', 'system'],
        guards: ['ownerKnown'],
        effects: ['event.parcel.matched'],
        rule: '6.2',
      },
      failMatch: { to: 'UNIDENTIFIED', actors: ['warehouseStaff', 'system'], effects: ['event.parcel.unidentified'], rule: '6.2' },
      refuse,
      quarantine,
    },
    MATCHED: {
      open: { to: 'OPENED', actors: dock, guards: ['outerPhotographed'], effects: ['event.parcel.opened'], rule: '7.4' },
      refuse,
      quarantine,
      startReturn,
    },
    UNIDENTIFIED: {
      match: {
        to: 'MATCHED',
        actors: ['warehouseStaff', 'system'],
        guards: ['ownerKnown'],
        effects: ['event.parcel.matched'],
        rule: '6.2',
      },
      quarantine,
      startReturn,
      dispose: { to: 'DISPOSED', actors: ['warehouseStaff', 'system'], guards: ['searchOver'], effects: [], rule: '6.3' },
    },
    REFUSED: { startReturn, returnSigned: { to: 'RETURNED_SIGNED', actors: courier, effects: [], rule: '6.1' } },
    OPENED: {
      count: { to: 'COUNTED', actors: dock, effects: ['event.parcel.counted'], rule: '6.1' },
      quarantine,
      startReturn,
    },
    COUNTED: {
      inspect: { to: 'INSPECTED', actors: [...dock, 'system'], guards: ['inspectionsDone'], effects: [], rule: '6.1' },
      quarantine,
      startReturn,
    },
    INSPECTED: {
      putAway: { to: 'PUT_AWAY', actors: [...dock, 'system'], effects: ['event.parcel.put_away'], rule: '6.1' },
      quarantine,
      startReturn,
    },
    PUT_AWAY: {},
    QUARANTINED: {
      liftQuarantine: { to: 'MATCHED', actors: ['qcLead', 'operatorAdmin'], guards: ['ownerKnown'], effects: [], rule: '6.3' },
      startReturn,
      dispose: { to: 'DISPOSED', actors: ['qcLead', 'operatorAdmin'], effects: [], rule: '6.3' },
    },
    RETURNING: {
      returnSigned: { to: 'RETURNED_SIGNED', actors: ['warehouseStaff', ...courier], effects: [], rule: '6.1' },
      lose,
    },
    RETURNED_SIGNED: {},
    DISPOSED: {},
    LOST: { arrive },
    CANCELLED: { arrive },
  },
}

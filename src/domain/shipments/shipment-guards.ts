import type { Guards } from '../machine/machine.ts'
import type { Rules } from '../machine/move-or-refuse.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import { isReached } from '../shared/clock.ts'
import { compare, type Money } from '../shared/money.ts'
import { shipmentMachine } from './shipment-machine.ts'
import type { ShipmentEvent, ShipmentState } from './shipment-states.ts'

export type ShipmentGuard =
  | 'itemsAvailable'
  | 'itemsUnclaimed'
  | 'lineAcceptsItems'
  | 'customsComplete'
  | 'consigneeComplete'
  | 'cartonsMeasured'
  | 'fundsAvailable'
  | 'paymentOverdue'

export type ShipmentFacts = {
  readonly now?: Date
  /** Units asked for that are not stored, or belong to another partner or end customer without a manifest. */
  readonly unavailableUnits?: number
  /** Open exceptions and refund cases on the items. */
  readonly openClaims?: number
  /** Why the shipping line refuses the items: restriction flags, value, country, size. */
  readonly lineRefusals?: readonly string[]
  readonly itemsWithoutCustoms?: number
  /** Consignee fields the destination asks for and nobody gave. */
  readonly missingConsigneeFields?: readonly string[]
  readonly cartons?: number
  readonly unmeasuredCartons?: number
  readonly available?: Money
  readonly required?: Money
  readonly payBy?: Date
}

const shipmentGuards: Guards<ShipmentGuard, ShipmentFacts> = {
  itemsAvailable: ({ unavailableUnits }) => unavailableUnits === 0,
  itemsUnclaimed: ({ openClaims }) => openClaims === 0,
  lineAcceptsItems: ({ lineRefusals }) => lineRefusals?.length === 0,
  customsComplete: ({ itemsWithoutCustoms }) => itemsWithoutCustoms === 0,
  consigneeComplete: ({ missingConsigneeFields }) => missingConsigneeFields?.length === 0,
  cartonsMeasured: ({ cartons = 0, unmeasuredCartons }) => cartons > 0 && unmeasuredCartons === 0,
  fundsAvailable: ({ available, required }) => available !== undefined && required !== undefined && compare(available, required) >= 0,
  paymentOverdue: ({ now, payBy }) => isReached(now, payBy),
}

/** The shipment machine with its guards and the code of each no. */
export const shipmentRules: Rules<ShipmentState, ShipmentEvent, ActorKind, ShipmentGuard, Effect, ShipmentFacts> = {
  machine: shipmentMachine,
  guards: shipmentGuards,
  refusals: {
    illegal: 'shipment.move_not_allowed',
    guards: {
      itemsAvailable: 'shipment.items_not_available',
      itemsUnclaimed: 'refund.open_case_exists',
      lineAcceptsItems: 'shipment.restricted_item',
      customsComplete: 'shipment.customs_incomplete',
      consigneeComplete: 'shipment.customs_incomplete',
      cartonsMeasured: 'shipment.guard_failed',
      fundsAvailable: 'wallet.insufficient',
      paymentOverdue: 'shipment.guard_failed',
    },
  },
}

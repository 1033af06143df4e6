import type { Machine } from '../machine/machine.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { LineGuard } from './line-guards.ts'
import type { LineEvent, LineState } from './line-states.ts'

export type { LineEvent, LineState } from './line-states.ts'

const told = ['event.line.status_changed'] as const
const held = [...told, 'ledger.holdPayment1'] as const
const released = [...told, 'ledger.releaseHold'] as const
const stop = ['partner', 'operatorAdmin'] as const
const buying = ['system', 'buyerAgent', 'platform1688'] as const
const dock = ['warehouseStaff', 'qcLead', 'system'] as const
const desk = ['system', 'afterSales', 'platform1688'] as const
const packers = ['warehouseStaff', 'system'] as const

/** Cells shared by the states of a line whose units lie in the warehouse or beyond: see line-stage.ts. */
const gone = { to: 'REFUNDED', actors: desk, guards: ['everyUnitRefunded'], effects: told, rule: 'O16' } as const
const back = { to: 'RETURNED', actors: dock, guards: ['nothingLeftInHand'], effects: told, rule: 'O16' } as const
const thrown = { to: 'DISPOSED', actors: dock, guards: ['nothingLeftInHand'], effects: told, rule: 'O16' } as const
const failed = { to: 'PURCHASE_FAILED', actors: buying, effects: released, rule: 'O9' } as const
const reach = {
  sellerPartlyShipped: { to: 'PARTIALLY_SHIPPED', actors: ['seller', 'platform1688', 'system'], effects: told, rule: 'O10' },
  sellerShipped: { to: 'SELLER_SHIPPED', actors: ['seller', 'platform1688', 'system'], effects: told, rule: 'O10' },
  arrive: { to: 'ARRIVED', actors: ['warehouseStaff', 'system'], effects: told, rule: 'O12' },
} as const

/**
 * One line of an agent order (domain.md 4.2, 4.3; the rule column names its row). States are stored a line; the order's status is
 * derived (order-status.ts). A line shows its least advanced unit, counters hold the rest: later parcels and partial shipments move
 * counters first and the line only when line-stage.ts says so. Payment 1 is held at `pay` and captured at `purchaseConfirmed` (5.3).
 */
export const lineMachine: Machine<LineState, LineEvent, ActorKind, LineGuard, Effect> = {
  name: 'orderLine',
  initial: 'DRAFT',
  table: {
    DRAFT: {
      quote: { to: 'QUOTED', actors: ['system', 'partner'], effects: [], rule: 'O1' },
      cancel: { to: 'CANCELLED', actors: stop, effects: [], rule: '4.3' },
    },
    QUOTED: {
      accept: { to: 'PENDING_PAYMENT', actors: ['partner'], guards: ['quoteValid'], effects: told, rule: 'O2' },
      cancel: { to: 'CANCELLED', actors: stop, effects: told, rule: '4.3' },
      expire: { to: 'CANCELLED', actors: ['system'], guards: ['deadlinePassed'], effects: told, rule: 'O2' },
    },
    PENDING_PAYMENT: {
      pay: { to: 'PAID', actors: ['partner', 'system'], guards: ['fundsAvailable'], effects: held, rule: 'O3' },
      cancel: { to: 'CANCELLED', actors: stop, effects: told, rule: '4.3' },
      expire: { to: 'CANCELLED', actors: ['system'], guards: ['deadlinePassed'], effects: told, rule: 'O4' },
    },
    PAID: {
      clear: { to: 'PURCHASING', actors: ['system', 'operatorAdmin'], effects: told, rule: 'O5' },
      hold: { to: 'RISK_HOLD', actors: ['system', 'operatorAdmin'], effects: told, rule: 'O5' },
      cancel: { to: 'CANCELLED', actors: stop, effects: released, rule: '4.3' },
    },
    RISK_HOLD: {
      clear: { to: 'PURCHASING', actors: ['operatorAdmin'], effects: told, rule: 'O5' },
      cancel: { to: 'CANCELLED', actors: stop, effects: released, rule: '4.3' },
    },
    PURCHASING: {
      purchaseConfirmed: { to: 'PURCHASED', actors: buying, effects: [...told, 'ledger.capturePurchase'], rule: 'O6' },
      priceChanged: { to: 'PRICE_CONFIRM_HOLD', actors: buying, guards: ['priceBeyondTolerance'], effects: told, rule: 'O7' },
      purchaseFailed: failed,
      hold: { to: 'RISK_HOLD', actors: ['system', 'operatorAdmin'], guards: ['purchaseStoppable'], effects: told, rule: 'O5' },
      cancel: { to: 'CANCELLED', actors: [...stop, 'system'], guards: ['purchaseStoppable'], effects: released, rule: '4.3' },
    },
    PRICE_CONFIRM_HOLD: {
      confirmPrice: {
        to: 'PURCHASING',
        actors: ['partner'],
        guards: ['fundsAvailable'],
        effects: [...told, 'ledger.holdPriceDifference'],
        rule: 'O8',
      },
      purchaseConfirmed: { to: 'PURCHASED', actors: buying, effects: [...told, 'ledger.capturePurchase'], rule: 'O6' },
      rejectPrice: { to: 'CANCELLED', actors: ['partner'], effects: released, rule: 'O8' },
      expire: { to: 'CANCELLED', actors: ['system'], guards: ['deadlinePassed'], effects: released, rule: 'O8' },
      cancel: { to: 'CANCELLED', actors: stop, effects: released, rule: '4.3' },
      purchaseFailed: failed,
    },
    PURCHASED: { ...reach, refund: { ...gone, rule: 'O11' } },
    PARTIALLY_SHIPPED: {
      sellerShipped: reach.sellerShipped,
      arrive: reach.arrive,
      raiseException: { to: 'EXCEPTION_HOLD', actors: [...dock, 'afterSales'], effects: told, rule: 'O15' },
      trackingStalled: { to: 'EXCEPTION_HOLD', actors: ['system'], guards: ['trackingStalledLongEnough'], effects: told, rule: 'O13' },
      refund: gone,
    },
    SELLER_SHIPPED: {
      arrive: reach.arrive,
      raiseException: { to: 'EXCEPTION_HOLD', actors: [...dock, 'afterSales'], effects: told, rule: 'O15' },
      trackingStalled: { to: 'EXCEPTION_HOLD', actors: ['system'], guards: ['trackingStalledLongEnough'], effects: told, rule: 'O13' },
      refund: gone,
    },
    ARRIVED: {
      startInspection: { to: 'INSPECTING', actors: dock, effects: told, rule: 'O14' },
      raiseException: { to: 'EXCEPTION_HOLD', actors: dock, effects: told, rule: 'O15' },
      refund: gone,
      returnToSeller: back,
    },
    INSPECTING: {
      store: { to: 'STORED', actors: dock, effects: told, rule: 'O14' },
      raiseException: { to: 'EXCEPTION_HOLD', actors: dock, effects: told, rule: 'O15' },
      refund: gone,
    },
    EXCEPTION_HOLD: {
      store: { to: 'STORED', actors: [...dock, 'partner', 'afterSales'], effects: told, rule: 'O16' },
      arrive: reach.arrive,
      startInspection: { to: 'INSPECTING', actors: dock, effects: told, rule: 'O16' },
      trackingResumed: { to: 'SELLER_SHIPPED', actors: ['courier', 'system', 'platform1688'], effects: told, rule: 'O13' },
      refund: gone,
      returnToSeller: back,
      dispose: thrown,
    },
    STORED: {
      reserve: { to: 'RESERVED', actors: ['partner', 'system'], effects: told, rule: 'O17' },
      pack: { to: 'PACKED', actors: packers, effects: told, rule: 'O18' },
      export: { to: 'EXPORTED', actors: [...packers, 'carrier'], effects: told, rule: 'O18' },
      deliver: { to: 'DELIVERED', actors: ['carrier', 'system'], effects: told, rule: 'O19' },
      raiseException: { to: 'EXCEPTION_HOLD', actors: dock, effects: told, rule: 'O15' },
      refund: gone,
      returnToSeller: back,
      dispose: thrown,
      abandon: { to: 'ABANDONED', actors: ['system'], guards: ['noticesDelivered'], effects: told, rule: 'O20' },
    },
    RESERVED: {
      release: { to: 'STORED', actors: ['partner', ...packers], effects: told, rule: 'O17' },
      store: { to: 'STORED', actors: dock, effects: told, rule: '4.2' },
      pack: { to: 'PACKED', actors: packers, effects: told, rule: 'O18' },
      export: { to: 'EXPORTED', actors: [...packers, 'carrier'], effects: told, rule: 'O18' },
      deliver: { to: 'DELIVERED', actors: ['carrier', 'system'], effects: told, rule: 'O19' },
      refund: gone,
      returnToSeller: back,
    },
    PACKED: {
      release: { to: 'STORED', actors: ['partner', ...packers], effects: told, rule: '10.11' },
      reserve: { to: 'RESERVED', actors: ['partner', ...packers], effects: told, rule: '10.11' },
      store: { to: 'STORED', actors: dock, effects: told, rule: '4.2' },
      export: { to: 'EXPORTED', actors: [...packers, 'carrier'], effects: told, rule: 'O18' },
      deliver: { to: 'DELIVERED', actors: ['carrier', 'system'], effects: told, rule: 'O19' },
      refund: gone,
      returnToSeller: back,
    },
    EXPORTED: {
      deliver: { to: 'DELIVERED', actors: ['carrier', 'system'], effects: told, rule: 'O19' },
      store: { to: 'STORED', actors: dock, effects: told, rule: '4.2' },
      arrive: { to: 'ARRIVED', actors: ['warehouseStaff'], effects: told, rule: '9.1' },
      refund: gone,
      dispose: { to: 'DISPOSED', actors: ['carrier', 'system'], effects: told, rule: '9.1' },
    },
    DELIVERED: {
      complete: { to: 'COMPLETED', actors: ['system'], guards: ['claimWindowOver', 'nothingOpen'], effects: told, rule: 'O19' },
      store: { to: 'STORED', actors: dock, effects: told, rule: '4.2' },
    },
    COMPLETED: {},
    PURCHASE_FAILED: {},
    CANCELLED: {},
    REFUNDED: {},
    RETURNED: {},
    ABANDONED: { dispose: { to: 'DISPOSED', actors: ['warehouseStaff', 'system'], effects: told, rule: 'O20' } },
    DISPOSED: {},
  },
}

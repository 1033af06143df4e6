import { type InspectionState, inspectionMachine } from '../../domain/inspections/inspection-machine.ts'
import { type Machine, nextEvents } from '../../domain/machine/machine.ts'
import { refundMachine } from '../../domain/refunds/refund-machine.ts'
import type { RefundState } from '../../domain/refunds/refund-states.ts'
import { shipmentMachine } from '../../domain/shipments/shipment-machine.ts'
import type { ShipmentState } from '../../domain/shipments/shipment-states.ts'
import type { StaffRole, StaffUser } from '../../domain/staff/staff-user.ts'
import { BENCH_ROLES, PACKING_ROLES, REFUND_DESK_ROLES } from './staff-door.ts'

/** A button: the table's events that stand behind it, and the roles its route is open to. */
type Button = { events: readonly string[]; roles: readonly StaffRole[] }

const INSPECTION_BUTTONS = {
  start: { events: ['start'], roles: BENCH_ROLES },
  addPhoto: { events: ['pass', 'fail'], roles: BENCH_ROLES },
  complete: { events: ['pass', 'fail'], roles: BENCH_ROLES },
} as const satisfies Record<string, Button>

const SHIPMENT_BUTTONS = {
  startPacking: { events: ['startPacking'], roles: PACKING_ROLES },
  pack: { events: ['rehearse'], roles: PACKING_ROLES },
  handOver: { events: ['handOver'], roles: PACKING_ROLES },
} as const satisfies Record<string, Button>

const REFUND_BUTTONS = {
  approve: { events: ['file', 'approveOwnFunds'], roles: REFUND_DESK_ROLES },
  reject: { events: ['reject'], roles: ['afterSales'] },
  shipReturn: { events: ['shipReturn'], roles: ['warehouseStaff', 'afterSales'] },
  settle: { events: ['compensate'], roles: ['afterSales'] },
} as const satisfies Record<string, Button>

export const INSPECTION_MOVES = ['start', 'addPhoto', 'complete'] as const
export const SHIPMENT_MOVES = ['startPacking', 'pack', 'handOver'] as const
export const REFUND_MOVES = ['approve', 'reject', 'shipReturn', 'settle'] as const

/** The moves the tables give this person now: what the page shows buttons for. */
export const allowedOnInspection = (user: StaffUser, state: InspectionState) =>
  INSPECTION_MOVES.filter((move) => isOpen(inspectionMachine, state, user, INSPECTION_BUTTONS[move]))

export const allowedOnShipment = (user: StaffUser, state: ShipmentState) =>
  SHIPMENT_MOVES.filter((move) => isOpen(shipmentMachine, state, user, SHIPMENT_BUTTONS[move]))

export const allowedOnRefund = (user: StaffUser, state: RefundState) =>
  REFUND_MOVES.filter((move) => isOpen(refundMachine, state, user, REFUND_BUTTONS[move]))

function isOpen<S extends string, E extends string, A extends string, G extends string, F extends string>(
  machine: Machine<S, E, A | StaffRole, G, F>,
  state: S,
  user: StaffUser,
  { events, roles }: Button,
): boolean {
  const own = roles.filter((role) => user.roles.includes(role))
  return own.some((role) => nextEvents(machine, state, role).some((event) => events.includes(event)))
}

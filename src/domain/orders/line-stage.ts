import { canDo } from '../machine/machine.ts'
import { lineMachine } from './line-machine.ts'
import type { LineQuantities } from './line-quantities.ts'
import type { LineEvent, LineState } from './line-states.ts'

/** Where the units of a line can be from the shelf on, least advanced first, and how to count those exactly there. */
const STAGES: readonly { readonly state: LineState; readonly event: LineEvent; readonly units: (quantities: LineQuantities) => number }[] =
  [
    { state: 'STORED', event: 'store', units: ({ inStock }) => inStock },
    { state: 'RESERVED', event: 'reserve', units: ({ reserved, packed }) => reserved - packed },
    { state: 'PACKED', event: 'pack', units: ({ packed }) => packed },
    { state: 'EXPORTED', event: 'export', units: ({ exported, delivered }) => exported - delivered },
    { state: 'DELIVERED', event: 'deliver', units: ({ delivered }) => delivered },
  ]

/**
 * The event that brings a line from the shelf on to where its least advanced unit is, or null when it is there already. A partial
 * shipment changes counters first and the line only when no unit is left behind; other states (holds, inspections) answer null.
 */
export function stageEvent(state: LineState, quantities: LineQuantities): LineEvent | null {
  if (!STAGES.some((stage) => stage.state === state)) return null
  const reached = STAGES.find((stage) => stage.units(quantities) > 0)
  if (!reached || reached.state === state) return null
  const event = reached.state === 'STORED' && canDo(lineMachine, state, 'release') ? 'release' : reached.event
  return canDo(lineMachine, state, event) ? event : null
}

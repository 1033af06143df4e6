import { isFinal } from '../machine/machine.ts'
import { lineMachine } from './line-machine.ts'
import { LINE_STATES, type LineState } from './line-states.ts'

export type OrderStatus = LineState

/** The least advanced line that can still move; when none can, the most advanced end (COMPLETED before any negative one). */
export function deriveOrderStatus(states: readonly LineState[]): OrderStatus {
  const ordered = [...states].sort((left, right) => LINE_STATES.indexOf(left) - LINE_STATES.indexOf(right))
  const moving = ordered.find((state) => !isFinal(lineMachine, state))
  const status = moving ?? ordered[0]
  if (status === undefined) throw new RangeError('an order has at least one line')
  return status
}

/** How many lines are in each state: a mixed order is never hidden behind its status (domain.md 4.2). */
export function countLineStates(states: readonly LineState[]): Partial<Record<LineState, number>> {
  const counts: Partial<Record<LineState, number>> = {}
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

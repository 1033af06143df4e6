import { canDo } from '../machine/machine.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { lineMachine } from './line-machine.ts'
import { handFacts } from './line-quantities.ts'
import type { OrderLine } from './order.ts'

/** A line whose every unit was paid back before anything reached us is over (domain.md O11). */
export async function settleUnshipped(tx: Transaction, line: OrderLine, at: Date): Promise<OrderLine> {
  const quantities = handFacts(line)
  const over = quantities.everyUnitRefunded && quantities.unitsInHand === 0 && line.received === 0
  if (!over || !canDo(lineMachine, line.state, 'refund')) return line
  return moveLine(tx, line, { event: 'refund', actor: SYSTEM_ACTOR, at, facts: { quantities } })
}

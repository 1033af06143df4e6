import { moveLine } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { isOpenClaim } from '../refunds/claim-scope.ts'
import { type Actor, SYSTEM_ACTOR } from '../shared/actor.ts'
import { handFacts } from './line-quantities.ts'
import type { LineEvent } from './line-states.ts'
import type { OrderLine } from './order.ts'

/**
 * Ends a line's exception when nothing is left to decide: back to stock when units are in hand, else refunded, returned or
 * disposed of, whichever happened to the units (domain.md O16). While units wait or a case is open the line stays where it is.
 */
export async function settleException(tx: Transaction, line: OrderLine, by: { actor: Actor; at: Date }): Promise<OrderLine> {
  if (line.state !== 'EXCEPTION_HOLD' || line.failedOnHold > 0) return line
  if ((await tx.refunds.listOfLine(line.id)).some(isOpenClaim)) return line
  const waiting = (await tx.inspections.listOfLine(line.id)).some((inspection) => inspection.state === 'DECISION_PENDING')
  if (waiting) return line
  if (isStillComing(line)) return line
  const event = endOf(line)
  return moveLine(tx, line, {
    event,
    actor: event === 'store' ? by.actor : SYSTEM_ACTOR,
    at: by.at,
    facts: { quantities: handFacts(line) },
  })
}

/** Nothing of it is here and some of it may yet come: a stalled parcel that nobody was paid for (O13). */
function isStillComing(line: OrderLine): boolean {
  const { everyUnitRefunded, unitsInHand } = handFacts(line)
  return unitsInHand === 0 && !everyUnitRefunded && line.inTransit > 0
}

function endOf(line: OrderLine): LineEvent {
  const { everyUnitRefunded, unitsInHand } = handFacts(line)
  if (unitsInHand > 0) return 'store'
  if (everyUnitRefunded) return 'refund'
  return line.disposed > 0 ? 'dispose' : 'returnToSeller'
}

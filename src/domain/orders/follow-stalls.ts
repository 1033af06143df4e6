import { canDo } from '../machine/machine.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Parcel } from '../parcels/parcel.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import { lineMachine } from './line-machine.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import { touchOrder } from './touch-order.ts'

/** A parcel as it was and as it is now. */
export type Followed = { before: Parcel; after: Parcel }
/** The locked order with the lines of one purchase and every parcel of it that was known before. */
export type StallCheck = { order: AgentOrder; lines: OrderLine[]; followed: Followed[]; at: Date }

/**
 * A line of which nothing has come waits in EXCEPTION_HOLD while all its parcels are stalled, since their tracking may be false (domain.md
 * O13), and is under way again when one of them moves. The partner may claim meanwhile.
 */
export async function followStalls(tx: Transaction, rules: RuleBook, { order, lines, followed, at }: StallCheck): Promise<void> {
  if (followed.every(({ before, after }) => isStalled(before) === isStalled(after))) return
  const parcelsOf = await parcelsByLine(tx, followed)
  let hasMoved = false
  for (const line of lines) {
    const own = parcelsOf.get(line.id) ?? []
    if (own.length === 0 || line.received > 0) continue
    const isStill = own.every(({ after }) => isStalled(after))
    const goesOn = own.some(({ before, after }) => isStalled(before) && !isStalled(after))
    if (isStill && canDo(lineMachine, line.state, 'trackingStalled')) await holdStill(tx, rules, line, { parcels: own, at })
    else if (goesOn && canDo(lineMachine, line.state, 'trackingResumed'))
      await moveLine(tx, line, { event: 'trackingResumed', actor: PLATFORM_ACTOR, at, facts: {} })
    else continue
    hasMoved = true
  }
  if (hasMoved) await touchOrder(tx, order, { at })
}

function isStalled({ state }: Parcel): boolean {
  return state === 'STALLED'
}

async function parcelsByLine(tx: Transaction, followed: Followed[]): Promise<Map<string, Followed[]>> {
  const byLine = new Map<string, Followed[]>()
  for (const one of followed)
    for (const { lineId } of await tx.parcels.linesOf(one.after.id)) byLine.set(lineId, [...(byLine.get(lineId) ?? []), one])
  return byLine
}

async function holdStill(
  tx: Transaction,
  rules: RuleBook,
  line: OrderLine,
  { parcels, at }: { parcels: Followed[]; at: Date },
): Promise<void> {
  const lastMovementAt = new Date(Math.max(...parcels.map(({ after }) => after.movedAt.getTime())))
  const stallAfterMs = valueAt('stalledTracking', lastMovementAt, rules.rowsFor(line)).ms
  const reason = `no courier step for ${parcels.map(({ after }) => after.waybillNo).join(', ')}`
  await moveLine(tx, line, { event: 'trackingStalled', actor: SYSTEM_ACTOR, at, facts: { now: at, lastMovementAt, stallAfterMs }, reason })
}

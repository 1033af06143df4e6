import { z } from 'zod'
import { type ComparisonRun, DIFFERENCE_STATES, type Difference } from '../../../domain/reconciliation/difference.ts'
import { maybeEnded } from '../../../domain/reconciliation/ended-order.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import type { StaffContext } from '../staff-door.ts'

const facts = z.record(z.string(), z.string())

const differenceWire = z
  .object({
    id: idWire('dif'),
    livemode: z.boolean(),
    kind: z.string(),
    state: z.enum(DIFFERENCE_STATES),
    subject: z.string(),
    partnerId: z.string().nullable(),
    orderId: z.string().nullable(),
    ours: facts.nullable().meta({ description: 'What our books say; null: nothing.' }),
    theirs: facts.nullable().meta({ description: 'What the other books say; null: nothing.' }),
    oursAmount: moneyWire.nullable(),
    theirsAmount: moneyWire.nullable(),
    firstSeenAt: instantWire,
    lastSeenAt: instantWire,
    goneAt: instantWire.nullable().meta({ description: 'Since when no comparison finds it any more.' }),
    mayBeEnded: z
      .boolean()
      .meta({ description: '1688 may have ended the order and given its money back: `bookReturnedMoney` asks and books it.' }),
    trail: z.array(
      z
        .object({
          at: instantWire,
          by: z.string(),
          state: z.string(),
          reason: z.string(),
          returned: moneyWire.nullable().meta({ description: 'What the person says came back; while OPEN it waits for a second person.' }),
        })
        .meta({ id: 'StaffSettlementNote' }),
    ),
  })
  .meta({ id: 'StaffDifference', description: 'What two books disagree about.' })

const runWire = z
  .object({
    id: idWire('rcn'),
    state: z.string(),
    requestedBy: z.string(),
    windowFrom: instantWire,
    windowTo: instantWire,
    ordersCompared: z.int(),
    refundsCompared: z.int(),
    paymentsCompared: z.int(),
    found: z.int(),
    gone: z.int(),
    error: z.string().nullable(),
    createdAt: instantWire,
    finishedAt: instantWire.nullable(),
  })
  .meta({ id: 'StaffComparisonRun' })

export const reconciliationWire = z
  .object({ differences: z.array(differenceWire), runs: z.array(runWire) })
  .meta({ id: 'StaffReconciliation', description: 'Differences seen last, and the last runs.' })

export type ReconciliationWire = z.input<typeof reconciliationWire>

export const reconciliationExample: ReconciliationWire = { differences: [], runs: [] }

const MOST_DIFFERENCES = 500
const MOST_RUNS = 10

/** The differences and runs as the page shows them, read afresh. */
export async function readReconciliation({ office }: Pick<StaffContext, 'office'>): Promise<ReconciliationWire> {
  const [differences, runs, names] = await Promise.all([
    office.differences({}, MOST_DIFFERENCES),
    office.runs(MOST_RUNS),
    office.staffNames(),
  ])
  const nameOf = (id: string) => names.get(id) ?? id
  return {
    differences: differences.map((difference) => presentDifference(difference, nameOf)),
    runs: runs.map((run) => presentRun(run, nameOf)),
  }
}

type Names = (id: string) => string

function presentDifference(difference: Difference, nameOf: Names): ReconciliationWire['differences'][number] {
  const { id, livemode, kind, state, subject, partnerId, orderId, ours, theirs, currency, oursMinor, theirsMinor, trail } = difference
  return {
    ...{ id, livemode, kind, state, subject, partnerId, orderId, ours, theirs },
    oursAmount: oursMinor === null ? null : toMoneyWire(oursMinor, currency),
    theirsAmount: theirsMinor === null ? null : toMoneyWire(theirsMinor, currency),
    firstSeenAt: difference.firstSeenAt.toISOString(),
    lastSeenAt: difference.lastSeenAt.toISOString(),
    goneAt: toInstantWire(difference.goneAt),
    mayBeEnded: maybeEnded(difference),
    trail: trail.map(({ returnedFen, ...note }) => ({
      ...note,
      by: nameOf(note.by),
      returned: returnedFen === undefined ? null : toMoneyWire(BigInt(returnedFen), 'CNY'),
    })),
  }
}

function presentRun(run: ComparisonRun, nameOf: Names): ReconciliationWire['runs'][number] {
  const { id, state, ordersCompared, refundsCompared, paymentsCompared, found, gone, error } = run
  return {
    ...{ id, state, ordersCompared, refundsCompared, paymentsCompared, found, gone, error },
    requestedBy: nameOf(run.requestedBy),
    windowFrom: run.windowFrom.toISOString(),
    windowTo: run.windowTo.toISOString(),
    createdAt: run.createdAt.toISOString(),
    finishedAt: toInstantWire(run.finishedAt),
  }
}

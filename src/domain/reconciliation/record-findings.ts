import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import {
  type ComparisonRun,
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type DifferenceSource,
  type Finding,
} from './difference.ts'

/** Keeps what a run found: a known difference is seen again, one that was said to be resolved or had gone is open again. */
export async function recordFindings(tx: Transaction, { ids }: { ids: Ids }, found: { findings: Finding[]; at: Date }): Promise<void> {
  const { at } = found
  for (const finding of found.findings) {
    const known = await tx.differences.lockByKey(finding)
    if (known === undefined) {
      const fresh = { id: ids.next('dif'), state: 'OPEN' as const, firstSeenAt: at, lastSeenAt: at, goneAt: null, trail: [], version: 1 }
      await tx.differences.insert({ ...finding, ...fresh })
      continue
    }
    const reopened = isNews(known, finding) && known.state !== 'OPEN'
    const note = { at: at.toISOString(), by: 'system', state: 'OPEN' as const, reason: 'found again' }
    await tx.differences.update({
      ...known,
      ...finding,
      lastSeenAt: at,
      goneAt: null,
      ...(reopened ? { state: 'OPEN' as const, trail: [...known.trail, note] } : {}),
    })
  }
}

/** Marks what a complete comparison no longer found; subjects that were moving just then are left as they are. */
export async function markGone(
  tx: Transaction,
  run: ComparisonRun,
  over: { livemode: boolean; source: DifferenceSource; moving: ReadonlySet<string>; again: ReadonlySet<string>; at: Date },
): Promise<number> {
  const kinds = (Object.keys(DIFFERENCE_KINDS) as DifferenceKind[]).filter((kind) => DIFFERENCE_KINDS[kind].source === over.source)
  const seenBefore = run.startedAt ?? over.at
  const unseen = await tx.differences.lockUnseen({
    ...{ livemode: over.livemode, kinds, subjectFrom: run.windowFrom, subjects: [...over.again], seenBefore },
  })
  const gone = unseen.filter(({ subject }) => !over.moving.has(subject))
  for (const difference of gone) await tx.differences.update({ ...difference, goneAt: over.at })
  return gone.length
}

/** Resolved means there is none any more; explained holds for the amounts and states it was said of. */
function isNews(known: Difference, finding: Finding): boolean {
  if (known.state === 'RESOLVED' || known.goneAt !== null) return true
  const facts = ({ ours, theirs, oursMinor, theirsMinor }: Finding) => [
    JSON.stringify(Object.entries(ours ?? {}).sort()),
    JSON.stringify(Object.entries(theirs ?? {}).sort()),
    `${oursMinor} ${theirsMinor}`,
  ]
  return facts(known).join() !== facts(finding).join()
}

import { isFinal } from '../machine/machine.ts'
import { valueAt } from '../policy/rule-at.ts'
import { HOUSE, type RuleBook } from '../policy/rule-book.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { refundMachine } from '../refunds/refund-machine.ts'
import { addMilliseconds, type Clock, HOUR_MS } from '../shared/clock.ts'
import { isId } from '../shared/ids.ts'
import { shipmentMachine } from '../shipments/shipment-machine.ts'
import type { StoredFile } from './stored-file.ts'

/** Where the sweep looks; ids in their order, each page after the last id of the one before. */
export interface SweepableFiles {
  /** Sent by partners and never finished since the one time, or finished and not named by anything since the other; and half removed ones. */
  unused(before: { begun: Date; stored: Date }, page: { after: string; limit: number }): Promise<string[]>
  /** Sent by partners before then and named by something. */
  used(before: Date, page: { after: string; limit: number }): Promise<string[]>
}

export type SweepFilesTools = {
  uow: UnitOfWork
  clock: Clock
  rules: RuleBook
  sweepable: SweepableFiles
  /** Removes the bytes; none there is as good. */
  deleteFile(storageKey: string): Promise<void>
}

/** No upload takes so long. */
const ABANDONED_AFTER_MS = HOUR_MS
const PAGE = 500

/**
 * Removes what partners sent and nobody needs: uploads that never ended, files that nothing names in time, evidence of claims that ended
 * long ago. The row is marked first and removed last, so that a crash in between leaves a mark to go on from and never bytes that no row
 * knows. Answers how many went; one that fails does not hold up the others: throws an AggregateError after all were tried.
 */
export function createSweepFiles(tools: SweepFilesTools): () => Promise<number> {
  return async () => {
    const now = tools.clock.now()
    const { unusedMs, evidenceMs } = valueAt('partnerFiles', now, tools.rules.rowsFor(HOUSE))
    const limits = {
      now,
      begun: addMilliseconds(now, -ABANDONED_AFTER_MS),
      stored: addMilliseconds(now, -unusedMs),
      ended: addMilliseconds(now, -evidenceMs),
    }
    const found = [
      ...(await all((page) => tools.sweepable.unused(limits, page))),
      ...(await all((page) => tools.sweepable.used(limits.ended, page))),
    ]
    const problems: unknown[] = []
    let removed = 0
    for (const id of found) {
      try {
        if (await removeOne(tools, id, limits)) removed += 1
      } catch (error) {
        problems.push(error)
      }
    }
    if (problems.length > 0) throw new AggregateError(problems, `${problems.length} files could not be removed`)
    return removed
  }
}

type Limits = { now: Date; begun: Date; stored: Date; ended: Date }

async function removeOne({ uow, deleteFile }: SweepFilesTools, id: string, limits: Limits): Promise<boolean> {
  const discarded = await uow.run(async (tx) => {
    const file = await tx.files.lock(id)
    if (file === undefined || file.discardedAt !== null) return file
    if (!(await isDue(tx, file, limits))) return undefined
    return tx.files.update({ ...file, discardedAt: limits.now })
  })
  if (discarded === undefined) return false
  await deleteFile(discarded.storageKey)
  await uow.run((tx) => tx.files.remove(id))
  return true
}

/** Judged again under the lock: somebody may have attached it meanwhile. */
async function isDue(tx: Transaction, file: StoredFile, limits: Limits): Promise<boolean> {
  if (file.purpose === null) return false
  if (file.storedAt === null) return file.createdAt <= limits.begun
  if (file.attachedTo.length === 0) return file.storedAt <= limits.stored
  const endings = await Promise.all(file.attachedTo.map((resourceId) => endOf(tx, resourceId)))
  return endings.every((end) => end !== null && end <= limits.ended)
}

/** When what names a file came to its end; null while it has not. */
async function endOf(tx: Transaction, resourceId: string): Promise<Date | null> {
  const refund = isId('rfc', resourceId) ? await tx.refunds.find(resourceId) : undefined
  if (refund !== undefined) return isFinal(refundMachine, refund.state) ? refund.updatedAt : null
  const shipment = isId('shp', resourceId) ? await tx.shipments.find(resourceId) : undefined
  return shipment !== undefined && isFinal(shipmentMachine, shipment.state) ? shipment.updatedAt : null
}

async function all(read: (page: { after: string; limit: number }) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const page = await read({ after: found.at(-1) ?? '', limit: PAGE })
    found.push(...page)
    if (page.length < PAGE) return found
  }
}

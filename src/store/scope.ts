import type { DbTransaction } from './database.ts'
import { createPendingWrites, type PendingWrites } from './pending-writes.ts'
import { type Ask, createQuestions } from './questions.ts'

/** One open transaction, as everything that works inside it sees it. */
export type Scope = {
  /** The transaction for a question or a statement of one's own: what was written before is sent first. */
  query(): Promise<DbTransaction>
  /** Sends what was written so far, for a question about it. */
  settle(): Promise<void>
  /** Asks what the pending writes do not change, ahead of them; what is asked in one turn of the event loop is asked together. */
  readonly ask: Ask
  /** True in a second run of the work, after the database did not take what the first one wrote in good faith. */
  readonly looksFirst: boolean
  readonly writes: Omit<PendingWrites, 'send' | 'sendWithCommit'>
  /** Says that the transaction asks for jobs: the relays hear of it when it is committed. */
  wantsJobs(): void
  /** Sends what is pending together with the commit; from then on the scope refuses to work. Answers what its commit brings about. */
  finish(): Promise<{ hasJobs: boolean }>
  /** From now on every use throws: a forgotten `await` must not write into somebody else's transaction. */
  close(): void
}

/** Opens a scope on a Kysely transaction. */
export function openScope(trx: DbTransaction, { looksFirst }: { looksFirst: boolean }): Scope {
  let isOpen = true
  let hasJobs = false
  const pending = createPendingWrites(trx)
  const ask = createQuestions(trx)
  const open = <T>(value: T): T => {
    if (!isOpen) throw new Error('the transaction has ended: a call inside it was not awaited')
    return value
  }
  return {
    async query() {
      await open(pending).send()
      return open(trx)
    },
    settle: async () => open(pending).send(),
    ask: (text, parameters) => open(ask)(text, parameters),
    looksFirst,
    writes: {
      insert: async (shape, row) => open(pending).insert(shape, row),
      update: async (shape, row) => open(pending).update(shape, row),
      join: (take) => open(pending).join(take),
      follow: (take) => open(pending).follow(take),
      awaitRoom: async () => open(pending).awaitRoom(),
      remember: (row) => open(pending).remember(row),
    },
    wantsJobs() {
      hasJobs = true
    },
    async finish() {
      await open(pending).sendWithCommit()
      isOpen = false
      return { hasJobs }
    },
    close() {
      isOpen = false
    },
  }
}

import { Refusal } from '../../../src/domain/shared/refusal.ts'
import type { IdempotencyPort, IdempotencyScope, StoredAnswer } from '../../../src/http/plugins/idempotency.ts'

type Entry = { fingerprint: string; answer: StoredAnswer | undefined }

/** The idempotency port in memory, with the store's promises: one twin works, others are refused or replayed, a failure leaves nothing. */
export function createMemoryIdempotency<Tx>(tx: Tx): IdempotencyPort<Tx> & { size(): number } {
  const entries = new Map<string, Entry>()
  const keyOf = (scope: IdempotencyScope) => JSON.stringify([scope.partnerId, scope.livemode, scope.method, scope.route, scope.key])
  return {
    size: () => entries.size,
    async find(scope) {
      const entry = entries.get(keyOf(scope))
      return entry?.answer ? { fingerprint: entry.fingerprint, answer: entry.answer } : undefined
    },
    async run(scope, fingerprint, work) {
      const known = entries.get(keyOf(scope))
      if (known && known.fingerprint !== fingerprint) throw new Refusal('idempotency.key_reused')
      if (known?.answer) return { answer: known.answer, replayed: true }
      if (known) throw new Refusal('idempotency.in_progress')
      const entry: Entry = { fingerprint, answer: undefined }
      entries.set(keyOf(scope), entry)
      try {
        entry.answer = await work(tx)
        return { answer: entry.answer, replayed: false }
      } catch (error) {
        entries.delete(keyOf(scope))
        throw error
      }
    },
  }
}

import type { Outbox } from '../domain/ports.ts'
import { shapeOf } from './row-sql.ts'
import type { Scope } from './scope.ts'

const immediate = shapeOf('outbox', ['id', 'runAt', 'createdAt', 'relayedAt'])
const delayed = shapeOf('outbox', ['id', 'createdAt', 'relayedAt'])

/** Asks for jobs in the words of the catalogue; they exist once the transaction commits. */
export function createOutbox(scope: Scope): Outbox {
  return {
    addJob(name, payload, { runAt, turn = null, unlessQueued = false } = {}) {
      scope.wantsJobs()
      return runAt === undefined
        ? scope.writes.insert(immediate, { name, payload, turn, unlessQueued })
        : scope.writes.insert(delayed, { name, payload, runAt, turn, unlessQueued })
    },
  }
}

import type { History } from '../domain/ports.ts'
import { shapeOf } from './row-sql.ts'
import type { Scope } from './scope.ts'

const shape = shapeOf('stateHistory', ['id'])

/** Appends state moves; sent with the other pending writes. */
export function createHistory(scope: Scope): History {
  return {
    append: ({ actor, ...entry }) => scope.writes.insert(shape, { ...entry, actorKind: actor.kind, actorId: actor.id }),
  }
}

import { CompiledQuery } from 'kysely'
import type { Repository } from '../domain/ports.ts'
import { shapeOf, type TableShape } from './row-sql.ts'
import type { Scope } from './scope.ts'
import type { Entities } from './tables.ts'

type Versioned = { id: string; version: number }
type VersionedTable = { [T in keyof Entities]: Entities[T] extends Versioned ? T : never }[keyof Entities]

/** Find, lock, insert and compare-and-set for one table; the SQL is made once per table. */
export function repositoryOf<T extends VersionedTable>(scope: Scope, table: T): Repository<Entities[T]> {
  const shape = shapeFor(table)
  const byId = async (id: string, suffix: string): Promise<Entities[T] | undefined> => {
    const trx = await scope.query()
    const { rows } = await trx.executeQuery(CompiledQuery.raw(`select ${shape.quoted} from ${shape.name} where id = $1${suffix}`, [id]))
    return rows[0] as Entities[T] | undefined
  }
  return {
    find: (id) => byId(id, ''),
    lock: (id) => byId(id, ' for update'),
    insert: (row) => scope.writes.insert(shape, row),
    async update(row) {
      await scope.writes.update(shape, row)
      return { ...row, version: row.version + 1 }
    },
  }
}

const shapes = new Map<VersionedTable, unknown>()

function shapeFor<T extends VersionedTable>(table: T): TableShape<Entities[T] & Versioned> {
  const known = shapes.get(table) ?? shapeOf(table)
  shapes.set(table, known)
  return known as TableShape<Entities[T] & Versioned>
}

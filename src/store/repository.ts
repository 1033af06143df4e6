import type { Repository } from '../domain/shared/repository.ts'
import { shapeOf, type TableShape } from './row-sql.ts'
import type { Scope } from './scope.ts'
import type { Entities } from './tables.ts'

type Versioned = { id: string; version: number }
type VersionedTable = { [T in keyof Entities]: Entities[T] extends Versioned ? T : never }[keyof Entities]

/** Find, lock, insert and compare-and-set for one table; the SQL is made once per table. */
export function repositoryOf<T extends VersionedTable>(scope: Scope, table: T): Repository<Entities[T]> {
  const { shape, selectById, lockById } = tableOf(table)
  const byId = async (id: string, text: string): Promise<Entities[T] | undefined> => {
    await scope.settle()
    const [row] = await scope.ask<Entities[T]>(text, [id])
    if (row !== undefined) scope.writes.remember(row)
    return row
  }
  return {
    find: (id) => byId(id, selectById),
    lock: (id) => byId(id, lockById),
    insert: (row) => scope.writes.insert(shape, row),
    async update(row) {
      await scope.writes.update(shape, row)
      return { ...row, version: row.version + 1 }
    },
  }
}

type Table<Row> = { shape: TableShape<Row>; selectById: string; lockById: string }

const tables = new Map<VersionedTable, unknown>()

function tableOf<T extends VersionedTable>(name: T): Table<Entities[T] & Versioned> {
  const known = tables.get(name) ?? describe(name)
  tables.set(name, known)
  return known as Table<Entities[T] & Versioned>
}

function describe(name: VersionedTable): Table<never> {
  const shape = shapeOf(name)
  const selectById = `select ${shape.selected} from ${shape.name} where id = $1`
  return { shape, selectById, lockById: `${selectById} for update` }
}

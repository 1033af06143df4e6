import t from 'tap'
import { COLUMNS } from '../../src/store/columns.ts'
import { snakeCase } from '../../src/store/row-sql.ts'
import { openStore } from './open-store.ts'

type SchemaColumn = { table_name: string; column_name: string; is_nullable: 'YES' | 'NO'; data_type: string }

t.test('the columns in code are those of the schema', async (t) => {
  const { raw } = await openStore(t)
  const { rows } = await raw.query<SchemaColumn>(
    `select table_name, column_name, is_nullable, data_type from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely%'`,
  )
  const schema = new Map<string, Record<string, string>>()
  for (const { table_name, column_name, is_nullable, data_type } of rows) {
    const kind = (data_type === 'jsonb' ? 'json' : 'plain') + (is_nullable === 'YES' ? '?' : '')
    schema.set(table_name, { ...schema.get(table_name), [column_name]: kind })
  }
  const code = Object.entries(COLUMNS).map(([table, columns]) => [snakeCase(table), columns] as const)

  t.strictSame(code.map(([table]) => table).sort(), [...schema.keys()].sort(), 'tables')
  for (const [table, columns] of code) {
    const named = Object.fromEntries(Object.entries<string>(columns).map(([column, kind]) => [snakeCase(column), kind]))
    t.strictSame(named, schema.get(table), `${table}: names, nullability, which are JSON`)
  }
  t.strictSame(
    rows.filter((row) => row.data_type.startsWith('timestamp') && row.data_type !== 'timestamp with time zone'),
    [],
    'no time without a zone',
  )
})

import { sql } from 'kysely'
import t from 'tap'
import { openStore } from './open-store.ts'

t.test('statements', async (t) => {
  const { db, raw } = await openStore(t, { maxConnections: 1 })
  const prepared = async () => {
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)
    return rows.map((row) => row.statement)
  }

  t.test('that keep coming back are prepared', async (t) => {
    for (let i = 0; i < 6; i++) {
      const { rows } = await sql`select ${i}::int as i`.execute(db)
      t.strictSame(rows, [{ i }])
    }
    t.strictSame(await prepared(), ['select $1::int as i'])
  })

  t.test('that ask for whatever columns there are go on working when a newer release adds one', async (t) => {
    const ask = () => db.selectFrom('partner').selectAll().where('id', '=', 'par_1').execute()
    for (let i = 0; i < 6; i++) await ask()
    await raw.query('alter table partner add column something text')
    t.strictSame(await ask(), [])
    t.equal((await prepared()).length, 1)
  })
})

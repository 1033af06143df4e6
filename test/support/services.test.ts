import { Redis } from 'ioredis'
import pg from 'pg'
import t from 'tap'
import { emptyDatabase, testDatabase } from './test-database.ts'
import { ownRedis, testRedis } from './test-redis.ts'

async function tables(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rowCount } = await client.query(`select from information_schema.tables where table_schema = 'public'`)
  await client.end()
  return rowCount ?? 0
}

t.test('two empty databases of one test do not meet', async (t) => {
  const [first, second] = await Promise.all([emptyDatabase(t), emptyDatabase(t)])
  const client = new pg.Client({ connectionString: first.connectionString })
  await client.connect()
  await client.query('create table here (id int)')
  await client.end()
  t.equal(await tables(first.connectionString), 1)
  t.equal(await tables(second.connectionString), 0)
})

t.test('a test database has every migration and is nobody else’s', async (t) => {
  const [first, second] = await Promise.all([testDatabase(t), testDatabase(t)])
  t.not(first.name, second.name)
  const count = await tables(first.connectionString)
  t.ok(count > 10, `${count} tables`)
  t.equal(await tables(second.connectionString), count)
})

t.test('a Redis of its own forgets everything when it is killed and restarted', async (t) => {
  const { url, restart } = await ownRedis(t)
  const client = new Redis(url)
  client.on('error', () => undefined)
  await client.set('a', '1')
  await restart()
  t.equal(await client.get('a'), null)
  client.disconnect()
})

t.test('a Redis for tests never evicts, as BullMQ demands', async (t) => {
  const { url } = await testRedis(t)
  const client = new Redis(url)
  t.strictSame(await client.config('GET', 'maxmemory-policy'), ['maxmemory-policy', 'noeviction'])
  client.disconnect()
})

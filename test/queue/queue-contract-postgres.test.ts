import t, { type Test } from 'tap'
import { emptyDatabase } from '../support/test-database.ts'
import { type Address, open, queueContract } from './queue-contract.ts'

const postgres = async (t: Test): Promise<Address> => ({ databaseUrl: (await emptyDatabase(t)).connectionString, prefix: 'unused' })

queueContract(t, 'postgres', postgres)

t.test('PostgreSQL: the tables live in a schema of their own, and two processes may make them at once', async (t) => {
  const at = await postgres(t)
  const [first] = await Promise.all([open(t, at), open(t, at)])
  await first.enqueue('sync-refund', { id: 'x' })
  t.equal((await first.counts()).refunds.waiting, 1)
})

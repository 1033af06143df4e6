import { once } from 'node:events'
import { Redis } from 'ioredis'
import t from 'tap'
import { closable } from '../../src/queue/closable-redis.ts'
import { ownRedis } from '../support/test-redis.ts'

for (const [what, of] of [
  ['a connection', (client: Redis) => client],
  ['its copy', (client: Redis) => client.duplicate()],
] as const) {
  t.test(`${what} that is let go while it waits to reconnect says that it has ended`, async (t) => {
    const { url, kill } = await ownRedis(t)
    const first = closable(new Redis(url, { retryStrategy: () => 60_000 }))
    const client = of(first)
    for (const each of [first, client]) each.on('error', () => undefined)
    await once(client, 'ready')
    await kill()
    if (client.status !== 'reconnecting') await once(client, 'reconnecting')
    const ended = once(client, 'end')
    client.disconnect()
    await ended
    t.equal(client.status, 'end')
    first.disconnect()
  })
}

t.test('a connection that is up is let go as ever, and one told to reconnect does', async (t) => {
  const { url } = await ownRedis(t)
  const client = closable(new Redis(url))
  await once(client, 'ready')
  client.disconnect(true)
  await once(client, 'ready')
  t.equal(await client.ping(), 'PONG')
  client.disconnect()
  await once(client, 'end')
})

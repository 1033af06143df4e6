import type { Redis, RedisOptions } from 'ioredis'

/**
 * The connection, made such that BullMQ can close it at any time, as its copies are. ioredis, let go while it waits to reconnect, never
 * says `end`, and closing a worker waits for that word for ever: a shutdown while Redis is down would always run into its deadline.
 */
export function closable(client: Redis): Redis {
  const disconnect = client.disconnect.bind(client)
  const duplicate = client.duplicate.bind(client)
  return Object.assign(client, {
    disconnect: (reconnect = false): void => {
      // Between two tries there is no socket whose closing could be waited for, just as before the first one.
      if (!reconnect && client.status === 'reconnecting') client.status = 'wait'
      disconnect(reconnect)
    },
    duplicate: (override?: Partial<RedisOptions>): Redis => closable(duplicate(override) as Redis),
  })
}

import type { Redis } from 'ioredis'
import type { Clock } from '../domain/shared/clock.ts'
import type { Cached } from '../domain/upstream/cached-catalogue.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import { deepFreeze, type Entry } from './entry.ts'
import { createTier, type Lifetime, type Tier } from './tier.ts'

export type CacheEvent = { kind: string; tier: 'local' | 'shared'; event: 'hit' | 'miss' | 'shared' | 'error' }

export type CachedRead<Args, Value> = {
  /** Undefined when upstream has none. */
  read(args: Args): Promise<Cached<Value> | undefined>
  drop(args: Args): Promise<void>
}

type Options<Args, Value> = {
  kind: string
  /** Keeps the sandbox and the live world apart in a shared store. */
  scope: string
  keyOf(args: Args): string
  fetch(args: Args): Promise<Value | undefined>
  lifetime: Lifetime
  maxEntries: number
  /** Seconds an answer of the shared tier is kept here: as long may another process's invalidation go unnoticed. */
  localS: number
  redis: Redis | undefined
  clock: Clock
  onEvent(event: CacheEvent): void
}

/** One kind of answer through memory and, when there is a Redis client, a tier that all processes share. */
export function createCachedRead<Args, Value>(options: Options<Args, Value>): CachedRead<Args, Value> {
  const { kind, scope, keyOf, fetch, clock, onEvent } = options
  const ask = async (args: Args): Promise<Entry<Value>> => {
    const value = await fetch(args)
    return deepFreeze({ value: value ?? null, asOfMs: clock.now().getTime(), overtaken: false })
  }
  const name = `xyg:catalogue:${scope}:${kind}`
  const shared = options.redis ? sharedTier({ ...options, redis: options.redis, name, load: ask }) : undefined
  const local = createTier<Args, Value>({
    name,
    keyOf,
    load: shared ? (args) => fromShared(shared, args, ask) : ask,
    storage: { type: 'memory', options: { size: options.maxEntries } },
    lifetime: shared ? localLifetime(options) : options.lifetime,
    onEvent: (event) => onEvent({ kind, tier: 'local', event }),
  })
  return {
    read: async (args) => {
      const { value, asOfMs } = await local.read(args)
      return value === null ? undefined : { value, asOf: new Date(asOfMs) }
    },
    drop: async (args) => {
      // From the far tier to the near one, or the near one could fill itself again from it.
      await shared?.drop(args)
      await local.drop(args)
    },
  }
}

type Shared<Args, Value> = Options<Args, Value> & { redis: Redis; name: string; load(args: Args): Promise<Entry<Value>> }

function sharedTier<Args, Value>({ name, kind, keyOf, load, redis, lifetime, onEvent }: Shared<Args, Value>): Tier<Args, Value> {
  return createTier({
    ...{ name, keyOf, load, lifetime },
    storage: { type: 'redis', options: { client: redis } },
    onEvent: (event) => onEvent({ kind, tier: 'shared', event }),
  })
}

/** A store that fails is no reason to fail the reader: 1688 is asked instead. Its own failures pass. */
async function fromShared<Args, Value>(
  shared: Tier<Args, Value>,
  args: Args,
  ask: (args: Args) => Promise<Entry<Value>>,
): Promise<Entry<Value>> {
  try {
    return await shared.read(args)
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    return ask(args)
  }
}

/** With a shared tier behind it, memory is only there for bursts. */
function localLifetime({ localS, lifetime }: { localS: number; lifetime: Lifetime }): Lifetime {
  return { freshS: localS, staleS: 0, missingS: Math.min(localS, lifetime.missingS) }
}

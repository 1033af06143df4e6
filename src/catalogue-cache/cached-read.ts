import type { Redis } from 'ioredis'
import type { Clock } from '../domain/shared/clock.ts'
import type { Cached, CatalogueTrouble } from '../domain/upstream/cached-catalogue.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import { type BoundedStore, createBoundedStore, type Usage } from './bounded-store.ts'
import type { Entry } from './entry.ts'
import type { ProductNews } from './product-news.ts'
import { createTier, type Lifetime, type Tier } from './tier.ts'
import { createTroubles } from './troubles.ts'

export type CacheEvent = { kind: string; tier: 'rendered' | 'local' | 'shared'; event: 'hit' | 'miss' | 'shared' | 'error' }

export type CachedRead<Args, Value> = {
  /** Undefined when upstream has none. */
  read(args: Args): Promise<Cached<Value> | undefined>
  /** What it keeps in the memory of this process. */
  usage(): Usage
}

type Options<Args, Value> = {
  kind: string
  /** Keeps the sandbox and the live world apart in a shared store. */
  scope: string
  keyOf(args: Args): string
  fetch(args: Args): Promise<Value | undefined>
  /** The products whose change makes the answer a wrong one. */
  offersOf(args: Args, value: Value | null): readonly string[]
  lifetime: Lifetime
  /** Seconds an answer is kept for the time in which 1688 cannot be asked. */
  keptS: number
  /** Bytes it may keep in the memory of this process. */
  maxBytes: number
  /** Seconds an answer of the shared tier is kept here. */
  localS: number
  redis: Redis | undefined
  news: ProductNews
  clock: Clock
  onEvent(event: CacheEvent): void
}

/** One kind of answer through memory and, when there is a Redis client, a tier that all processes share. */
export function createCachedRead<Args, Value>(options: Options<Args, Value>): CachedRead<Args, Value> {
  const { keyOf, offersOf, lifetime, news, clock } = options
  const troubles = createTroubles()
  const store = createBoundedStore<Uint8Array>({ maxBytes: options.maxBytes, bytesOf: (bytes) => bytes.length })
  const { local, shared } = tiersOf(options, store, async (args) => {
    const asOfMs = news.tick()
    try {
      const value = (await options.fetch(args)) ?? null
      troubles.forget(keyOf(args))
      return { value, asOfMs }
    } catch (error) {
      if (error instanceof UpstreamError) troubles.note(keyOf(args), troubleOf(error))
      throw error
    }
  })
  // "There is none" is no answer to live on for hours.
  const lastKnown = (args: Args): Entry<Value> | undefined => {
    const entry = local.past(args)
    return entry && entry.value !== null && entry.asOfMs + options.keptS * 1000 > clock.now().getTime() ? entry : undefined
  }
  const hasChanged = (args: Args, { value, asOfMs }: Entry<Value>) => news.changedSince(offersOf(args, value), asOfMs)
  const isOvertaken = (args: Args, entry: Entry<Value>) => news.doubtfulSince(entry.asOfMs) || hasChanged(args, entry)
  const said = (args: Args, { value, asOfMs }: Entry<Value>, trouble: CatalogueTrouble | null): Cached<Value> | undefined => {
    if (value === null) return undefined
    // A rendering keeps this function for as long as it lives, and must not keep what it was rendered from.
    const offers = offersOf(args, value)
    const isSaidOvertaken = () => news.doubtfulSince(asOfMs) || news.changedSince(offers, asOfMs)
    return { value, asOf: new Date(asOfMs), trouble, isOvertaken: isSaidOvertaken }
  }

  // However many hold an overtaken answer in hands, one of them asks anew.
  const running = new Map<string, Promise<Entry<Value>>>()
  const anew = (args: Args): Promise<Entry<Value>> => {
    const key = keyOf(args)
    const going =
      running.get(key) ?? readAnew({ local, shared }, args, (entry) => isOvertaken(args, entry)).finally(() => running.delete(key))
    running.set(key, going)
    return going
  }
  const read = async (args: Args): Promise<Cached<Value> | undefined> => {
    try {
      const kept = await local.read(args)
      const entry = isOvertaken(args, kept) ? await anew(args) : kept
      const isOld = clock.now().getTime() > entry.asOfMs + lifetime.freshS * 1000
      return said(args, entry, isOld ? troubles.of(keyOf(args)) : null)
    } catch (error) {
      const known = error instanceof UpstreamError ? lastKnown(args) : undefined
      if (known === undefined || hasChanged(args, known)) throw error
      return said(args, known, troubleOf(error as UpstreamError))
    }
  }
  return { read, usage: store.usage }
}

/** Raised when a kept answer changes its shape: processes of two releases share a Redis during a roll-out. */
const SHAPE = 3

type Tiers<Args, Value> = { local: Tier<Args, Value>; shared: Tier<Args, Value> | undefined }
type Load<Args, Value> = (args: Args) => Promise<Entry<Value>>

function tiersOf<Args, Value>(options: Options<Args, Value>, store: BoundedStore<Uint8Array>, ask: Load<Args, Value>): Tiers<Args, Value> {
  const { kind, scope, keyOf, redis, lifetime, onEvent } = options
  const name = `xyg:catalogue:${SHAPE}:${scope}:${kind}`
  const shared = redis
    ? createTier<Args, Value>({
        ...{ name, keyOf, load: ask, lifetime },
        store: { type: 'redis', options: { client: redis } },
        onEvent: (event) => onEvent({ kind, tier: 'shared', event }),
      })
    : undefined
  const local = createTier<Args, Value>({
    ...{ name, keyOf },
    load: shared ? (args) => fromShared(shared, args, ask) : ask,
    store,
    lifetime: shared ? localLifetime(options) : lifetime,
    onEvent: (event) => onEvent({ kind, tier: 'local', event }),
  })
  return { local, shared }
}

/** Past what memory keeps; past what the processes share too, unless another of them was quicker to ask. */
async function readAnew<Args, Value>(
  { local, shared }: Tiers<Args, Value>,
  args: Args,
  isOvertaken: (entry: Entry<Value>) => boolean,
): Promise<Entry<Value>> {
  await local.drop(args)
  const entry = await local.read(args)
  if (!shared || !isOvertaken(entry)) return entry
  // A store that fails holds nothing that could come back.
  await shared.drop(args).catch(() => undefined)
  await local.drop(args)
  return local.read(args)
}

/** A store that fails is no reason to fail the reader: 1688 is asked instead. Its own failures pass. */
async function fromShared<Args, Value>(shared: Tier<Args, Value>, args: Args, ask: Load<Args, Value>): Promise<Entry<Value>> {
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

function troubleOf(error: UpstreamError): CatalogueTrouble {
  return error.code === 'gw.NoUsageLeftError' ? 'upstreamQuotaExhausted' : 'upstreamUnavailable'
}

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type Listening = {
  connectionString: string
  channel: string
  /** Shown in `pg_stat_activity`. */
  applicationName: string
  onNotify: (payload: string) => void
  /** After every (re)connection: what was said meanwhile is lost. */
  onConnected: () => void
  /** Called when listening breaks; it starts again by itself. */
  onError?: ((error: unknown) => void) | undefined
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** Listens to a NOTIFY channel on a connection of its own, again and again when it breaks; answers how to stop. */
export function listen(listening: Listening): () => Promise<void> {
  const stopping = new AbortController()
  const ended = keepListening(listening, stopping.signal)
  return () => {
    stopping.abort()
    return ended
  }
}

async function keepListening(listening: Listening, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS
  const onConnected = () => {
    pauseMs = FIRST_PAUSE_MS
    listening.onConnected()
  }
  while (!signal.aborted) {
    try {
      await listenOnce({ ...listening, onConnected }, signal)
    } catch (error) {
      listening.onError?.(error)
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
  }
}

/** Listens until stopped; throws when the connection breaks. */
async function listenOnce(listening: Listening, signal: AbortSignal): Promise<void> {
  const { connectionString, channel, applicationName, onNotify, onConnected } = listening
  const client = new pg.Client({ connectionString, application_name: applicationName, keepAlive: true })
  const broken = new Promise<never>((_, reject) => {
    client.on('error', reject)
    client.on('end', () => reject(new Error('the listening connection has ended')))
  })
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await Promise.race([client.connect(), broken])
    client.on('notification', ({ payload }) => onNotify(payload ?? ''))
    await Promise.race([client.query(`listen ${pg.escapeIdentifier(channel)}`), broken])
    onConnected()
    await Promise.race([stopped, broken])
  } finally {
    broken.catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}

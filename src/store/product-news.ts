import { sql } from 'kysely'
import type { ProductNews } from '../domain/ports.ts'
import { listen } from './listen.ts'
import type { Scope } from './scope.ts'

const CHANNEL = 'product_news'
/** A notification holds 8,000 bytes; an offer id has 20 digits at most. */
const OFFERS_A_NOTE = 300

/** Tells all processes at the commit, through PostgreSQL's NOTIFY: nothing is written, and nobody listening is no harm. */
export function createProductNews(scope: Scope): ProductNews {
  return {
    async announce({ livemode, offerIds }) {
      for (let from = 0; from < offerIds.length; from += OFFERS_A_NOTE) {
        const note: Note = { livemode, offerIds: offerIds.slice(from, from + OFFERS_A_NOTE) }
        const trx = await scope.query()
        await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(note)})`.execute(trx)
      }
    },
  }
}

type Note = { livemode: boolean; offerIds: readonly string[] }

/** Hears what any process announces; `onGap` says that some of it may have been missed. Answers how to stop. */
export function subscribeToProductNews(options: {
  connectionString: string
  onNews: (news: Note) => void
  onGap: () => void
  onError?: (error: unknown) => void
}): () => Promise<void> {
  let isFirst = true
  return listen({
    connectionString: options.connectionString,
    channel: CHANNEL,
    applicationName: 'xunyuan-catalogue',
    onNotify: (payload) => options.onNews(JSON.parse(payload) as Note),
    onConnected: () => {
      if (!isFirst) options.onGap()
      isFirst = false
    },
    onError: options.onError,
  })
}

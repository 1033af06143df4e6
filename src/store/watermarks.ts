import type { Watermarks } from '../domain/upstream/watermarks.ts'
import type { Scope } from './scope.ts'

/** How far each list of 1688 has been read. */
export function createWatermarks(scope: Scope): Watermarks {
  return {
    async find(livemode, feed) {
      const trx = await scope.query()
      const own = trx.selectFrom('upstreamWatermark').select('reachedAt').where('livemode', '=', livemode).where('feed', '=', feed)
      return (await own.executeTakeFirst())?.reachedAt
    },
    async set(livemode, feed, reachedAt) {
      const trx = await scope.query()
      await trx
        .insertInto('upstreamWatermark')
        .values({ livemode, feed, reachedAt })
        .onConflict((conflict) => conflict.columns(['livemode', 'feed']).doUpdateSet({ reachedAt }))
        .execute()
    },
  }
}

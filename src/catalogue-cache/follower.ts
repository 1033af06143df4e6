export type Follower = {
  /** 1688 has just told of this product. Never throws and never waits. */
  seen(offerId: string): void
}

type Options = { follow(offerId: string): Promise<void>; onError(error: unknown): void; mostRemembered?: number }

const MOST_REMEMBERED = 50_000

/**
 * Asks 1688 to push the changes of products that are worth it: a product read a second time is one that shoppers come back to. What is
 * looked at once costs no call, and is forgotten by its age.
 */
export function createFollower({ follow, onError, mostRemembered = MOST_REMEMBERED }: Options): Follower {
  const known = new Map<string, 'seen' | 'followed'>()
  const remember = (offerId: string, state: 'seen' | 'followed'): void => {
    known.delete(offerId)
    known.set(offerId, state)
    const oldest = known.keys().next()
    if (known.size > mostRemembered && !oldest.done) known.delete(oldest.value)
  }
  return {
    seen(offerId) {
      const state = known.get(offerId)
      remember(offerId, state === undefined ? 'seen' : 'followed')
      if (state !== 'seen') return
      follow(offerId).catch((error: unknown) => {
        remember(offerId, 'seen')
        onError(error)
      })
    },
  }
}

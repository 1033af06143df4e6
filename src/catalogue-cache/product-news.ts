/** What 1688 said has changed, and when: whatever was asked before is not to be believed any more. */
export type ProductNews = {
  /** Instants that only grow, in milliseconds: an answer asked for after some news never looks older than it. */
  tick(): number
  /** These products have changed. */
  tell(offerIds: readonly string[]): void
  /** News may have been missed: nothing asked for before now is sure to be right, and nothing is known to be wrong. */
  tellOfGap(): void
  /** True when one of the products changed after that instant. */
  changedSince(offerIds: readonly string[], asOfMs: number): boolean
  /** True when news may have been missed after that instant. */
  doubtfulSince(asOfMs: number): boolean
}

const MOST_REMEMBERED = 100_000
/** Instants of one millisecond are told apart by it; a double of this size still holds it. */
const STEP_MS = 1 / 1024

/** News of one world, sandbox or live, as this process heard them. */
export function createProductNews(clock: { now(): Date }, mostRemembered = MOST_REMEMBERED): ProductNews {
  const changes = new Map<string, number>()
  let lastMs = 0
  let gapMs = 0
  // What was forgotten to bound the memory may have been about anything that old.
  let forgottenMs = 0
  const tick = (): number => {
    lastMs = Math.max(lastMs + STEP_MS, clock.now().getTime())
    return lastMs
  }
  return {
    tick,
    tell(offerIds) {
      // Of what another process asked in the very millisecond nobody knows whether it was before: it is taken for old.
      const atMs = Math.floor(tick()) + 1
      lastMs = atMs
      for (const offerId of offerIds) {
        changes.delete(offerId)
        changes.set(offerId, atMs)
      }
      for (const [offerId, changedMs] of changes) {
        if (changes.size <= mostRemembered) break
        changes.delete(offerId)
        forgottenMs = changedMs
      }
    },
    tellOfGap() {
      gapMs = tick()
    },
    changedSince: (offerIds, asOfMs) => asOfMs <= forgottenMs || offerIds.some((offerId) => (changes.get(offerId) ?? 0) > asOfMs),
    doubtfulSince: (asOfMs) => asOfMs < gapMs,
  }
}

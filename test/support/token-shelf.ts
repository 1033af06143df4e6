import { addMilliseconds, type Clock } from '../../src/domain/shared/clock.ts'
import { freshTokens, type KeptTokens, type UpstreamTokenStore, type UpstreamTokens } from '../../src/domain/upstream/token-store.ts'

/** The token store in memory; `put` is another process's doing, `kept` what lies there. Each `connect` is a process of its own. */
export function createTokenShelf(first: UpstreamTokens | null, clock: Clock) {
  let kept = first === null ? undefined : freshTokens(first)
  let claim: { by: symbol; until: Date } | undefined
  const saved: KeptTokens[] = []
  const connect = (): UpstreamTokenStore => {
    const me = Symbol('process')
    return {
      load: async () => kept,
      claim: async () => {
        const now = clock.now()
        if (claim !== undefined && claim.until >= now) return undefined
        if (kept !== undefined) claim = { by: me, until: addMilliseconds(now, 30_000) }
        return kept
      },
      release: async (next) => {
        if (claim?.by !== me) return
        claim = undefined
        if (next === undefined) return
        kept = next
        saved.push(next)
      },
      replace: async (tokens) => {
        claim = undefined
        kept = tokens
        saved.push(tokens)
      },
    }
  }
  return {
    saved,
    kept: () => kept,
    put: (tokens: UpstreamTokens) => {
      kept = freshTokens(tokens)
    },
    connect,
    store: connect(),
  }
}

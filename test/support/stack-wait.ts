import { setTimeout as sleep } from 'node:timers/promises'

const FIRST_LOOK_MS = 10
const SLOWEST_LOOK_MS = 250

/** Looks again until there is an answer; throws after `patienceMs` with what the wait was for and what was seen last. */
export async function waitFor<Answer>(
  what: string,
  look: () => Promise<Answer | undefined> | Answer | undefined,
  { patienceMs = 90_000, seen = () => '' }: { patienceMs?: number; seen?: () => unknown } = {},
): Promise<Answer> {
  const until = performance.now() + patienceMs
  for (let restMs = FIRST_LOOK_MS; ; restMs = Math.min(SLOWEST_LOOK_MS, restMs * 1.3)) {
    const answer = await look()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > until) throw new Error(`waited ${patienceMs} ms in vain for: ${what} ${String(seen())}`)
    await sleep(restMs)
  }
}

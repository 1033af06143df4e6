import type { Again, Answer } from './answer.ts'
import type { Principal } from './plugins/api-keys.ts'

/** What an answer may depend on beside who asks: the URL, and the languages the caller reads. */
export type Asked = { url: string; acceptLanguage: string | undefined }

/** An answer that a route gave a moment ago, and what giving it again costs. */
export type Held = Asked & {
  again: Again
  route: string
  cost: number
  /** What was given again last, with its headers as they were written. */
  written?: { answer: Answer<Uint8Array>; headers: readonly string[] }
}

export type HeldAnswers = {
  hold(principal: Principal, held: Held): void
  find(principal: Principal, asked: Asked): Held | undefined
}

/**
 * What was sent within this second, by caller and URL, for callers who ask the same again. The route has read the URL, checked the
 * scope and found the answer; whether it still holds is asked each time.
 */
export function createHeldAnswers(): HeldAnswers {
  let held = new WeakMap<Principal, Map<string, Held>>()
  let heldUntil = 0
  const forgetOld = (): void => {
    const now = performance.now()
    if (now < heldUntil) return
    held = new WeakMap()
    heldUntil = now + HELD_MS
  }
  return {
    hold(principal, answered) {
      forgetOld()
      const known = held.get(principal) ?? new Map<string, Held>()
      held.set(principal, known.set(answered.url, answered))
    },
    find(principal, { url, acceptLanguage }) {
      forgetOld()
      const found = held.get(principal)?.get(url)
      return found?.acceptLanguage === acceptLanguage ? found : undefined
    },
  }
}

/** Short beside every lifetime, so that those stay the rule; long for what is asked for thousands of times a second. */
const HELD_MS = 1_000

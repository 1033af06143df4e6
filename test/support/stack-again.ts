/** Asks once more when the line broke before an answer; only for what may be done twice. */
export function onceAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  return ask().catch((error: unknown) => {
    // fetch says a broken line with a TypeError; an answer that was refused is none.
    if (error instanceof TypeError) return ask()
    throw error
  })
}

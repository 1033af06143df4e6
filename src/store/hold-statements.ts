/** Begins the text of a statement nobody needs an answer from: it is held and goes out together with the next, if only the commit. */
export const WITH_NEXT = '/* with the next */ '

export type Answer = { command: string; rowCount: number; rows: unknown[] }
type Send = (text: string, values: readonly unknown[]) => Promise<Answer>

/**
 * A connection that saves a transaction waits: its begin goes out together with its first question, its last writes together with its
 * commit. Needs a connection that sends without waiting for earlier answers. What was held and fails rejects what it went with.
 */
export function holdStatements(send: Send): Send {
  let held: { text: string; values: readonly unknown[] }[] = []
  return async (text, values) => {
    if (text === 'begin' || text.startsWith(WITH_NEXT)) {
      held.push({ text, values })
      return NOTHING_YET
    }
    const first = held
    held = []
    const isUnopened = first[0]?.text === 'begin'
    if (text === 'rollback') return isUnopened ? NOTHING_YET : send(text, values)
    if (text === 'commit' && isUnopened && first.length === 1) return NOTHING_YET
    const answers = [...first, { text, values }].map((statement) => send(statement.text, statement.values))
    return (await Promise.all(answers)).at(-1) ?? NOTHING_YET
  }
}

const NOTHING_YET: Answer = { command: '', rowCount: 0, rows: [] }

/** What one error code means: its status, and a title and an advice in both languages. The code is the contract, the words are not. */
export type ProblemEntry = { status: number; en: ProblemText; zh: ProblemText }
export type ProblemText = { title: string; detail: string }

/** One row of a catalogue: status, then `[title, detail]` in English and in Chinese. */
export function entry(status: number, en: readonly [string, string], zh: readonly [string, string]): ProblemEntry {
  return { status, en: { title: en[0], detail: en[1] }, zh: { title: zh[0], detail: zh[1] } }
}

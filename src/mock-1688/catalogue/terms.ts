import type { SearchIndex } from './search-index.ts'
import { COLOUR_WORDS, comparable, NO_WORD, WORD_TABLES } from './word-tables.ts'

/** What finding a needle is worth, by table and position of the word it stands in; a table without it is left out. */
type Needle = { tables: readonly { column: Uint8Array; worth: Float32Array }[]; colourBits: number; length: number }

/** A word of the query: the product must hold `atLeast` of its needles. */
export type Term = { needles: readonly Needle[]; atLeast: number }

const FILLERS = new Set(['for', 'with', 'and', 'the', 'a', 'of', 'in', 'to'])

/**
 * The words of a keyword, ready to be looked for. A long Chinese word without spaces is cut into pairs of characters, half of which must
 * occur. A word that no product holds is passed over when another one is known; null: none of them is.
 */
export function termsOf(index: SearchIndex, keyword: string, chineseOnly: boolean): Term[] | null {
  const asked = comparable(keyword)
    .split(/\s+/)
    .filter((text) => text !== '' && !FILLERS.has(text))
  if (asked.length === 0) return []
  const known = asked.map((text) => termOf(index, text, chineseOnly)).filter((term) => term !== null)
  return known.length > 0 ? known : null
}

/** What the product is worth to the term; 0 = it does not match. */
export function worthOf(index: SearchIndex, term: Term, product: number): number {
  let found = 0
  let worth = 0
  for (const needle of term.needles) {
    let best = ((index.colours[product] ?? 0) & needle.colourBits) === 0 ? 0 : needle.length
    for (const { column, worth: worths } of needle.tables) {
      const one = worths[column[product] ?? NO_WORD] ?? 0
      if (one > best) best = one
    }
    if (best > 0) found += 1
    worth += best
  }
  return found >= term.atLeast ? worth : 0
}

function termOf(index: SearchIndex, text: string, chineseOnly: boolean): Term | null {
  const whole = needleOf(index, text, chineseOnly) ?? needleOf(index, singular(text), chineseOnly)
  if (whole) return { needles: [whole], atLeast: 1 }
  if (!/^[\u3040-\u9fff\uac00-\ud7af]{3,}$/.test(text)) return null
  const pairs = Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))
  const needles = pairs.map((pair) => needleOf(index, pair, chineseOnly)).filter((needle) => needle !== null)
  return needles.length * 2 >= pairs.length ? { needles, atLeast: Math.ceil(pairs.length / 2) } : null
}

function needleOf(index: SearchIndex, text: string, chineseOnly: boolean): Needle | null {
  const holds = (word: { chinese: string; all: string }): boolean => (chineseOnly ? word.chinese : word.all).includes(text)
  const tables = WORD_TABLES.flatMap((table, slot) => {
    const worth = new Float32Array(NO_WORD + 1)
    table.words.forEach((texts, at) => {
      const weight = Math.max(0, ...texts.filter(holds).map((one) => one.weight))
      worth[at] = weight * text.length
    })
    const column = index.words[slot]
    return column && worth.some((one) => one > 0) ? [{ column, worth }] : []
  })
  const colourBits = COLOUR_WORDS.reduce((bits, word, at) => (holds(word) ? bits | (1 << at) : bits), 0)
  return tables.length > 0 || colourBits > 0 ? { tables, colourBits, length: text.length } : null
}

function singular(text: string): string {
  return /^[a-z]{4,}s$/.test(text) ? text.replace(/(es|s)$/, '') : text
}

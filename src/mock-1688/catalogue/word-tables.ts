import { ALL_LEAVES, DEPARTMENTS } from './departments.ts'
import type { Facts } from './facts.ts'
import { BRANDS, FEATURES, LICENSED_BRANDS, TAILS } from './vocabulary/selling-words.ts'
import { COLOURS, SEASONS } from './vocabulary/variants.ts'
import type { Word } from './vocabulary/word.ts'

/** The position of a word that is not there. */
export const NO_WORD = 255

const LEAF_POSITIONS = new Map(ALL_LEAVES.map((leaf, at) => [leaf.kind.id, at]))

/** A text as it is compared: lower case, without hyphens and apostrophes. */
export function comparable(text: string): string {
  return text.toLowerCase().replaceAll(/[-’']/g, '')
}

type Searchable = { weight: number; chinese: string; all: string }

/** One place of a product where words stand: every word that may stand there, and which of them does. */
export type WordTable = {
  /** What a needle found in each word is worth; a word may be several texts of different worth. */
  words: readonly (readonly Searchable[])[]
  position(facts: Facts): number
}

/** Where a product's words stand, but for its colours. The kind counts most, then its group: it is what people look for. */
export const WORD_TABLES: readonly WordTable[] = [
  {
    words: ALL_LEAVES.map(({ kind, group, department }) => [
      searchable(kind.name, 3),
      searchable(group.name, 2),
      searchable(department.name, 1),
    ]),
    position: (facts) => LEAF_POSITIONS.get(facts.leaf.kind.id) ?? NO_WORD,
  },
  table(SEASONS, (facts) => facts.words.season),
  table(
    DEPARTMENTS.flatMap((one) => one.styles),
    (facts) => facts.words.style,
  ),
  table(
    DEPARTMENTS.flatMap((one) => one.materials),
    (facts) => facts.words.material,
  ),
  table(
    DEPARTMENTS.flatMap((one) => one.uses),
    (facts) => facts.words.use,
  ),
  table(Object.values(FEATURES).flat(), (facts) => facts.words.feature),
  table(TAILS, (facts) => facts.words.tail),
  table([...BRANDS, ...LICENSED_BRANDS], (facts) => facts.brand),
]

export const COLOUR_WORDS: readonly Searchable[] = COLOURS.map((colour) => searchable(colour.name, 1))

function table(words: readonly Word[], wordOf: (facts: Facts) => Word | null): WordTable {
  const positions = new Map(words.map((word, at) => [word, at]))
  return {
    words: words.map((word) => [searchable(word, 1)]),
    position(facts) {
      const word = wordOf(facts)
      return word === null ? NO_WORD : (positions.get(word) ?? NO_WORD)
    },
  }
}

function searchable(word: Word, weight: number): Searchable {
  const chinese = comparable(word.zh)
  return { weight, chinese, all: comparable([word.zh, word.en, word.ja, word.ko].join(' ')) }
}

/** ISO 2859-1 / GB/T 2828.1, single sampling (domain.md 7.3). */
export const CODE_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R'] as const
export type CodeLetter = (typeof CODE_LETTERS)[number]

export type SamplingLevel = 'I' | 'II' | 'III' | 'S1' | 'S2' | 'S3' | 'S4'
export type AcceptanceLimit = '1.0' | '2.5' | '4.0'
export type SamplingSeverity = 'normal' | 'tightened'

export const SAMPLE_SIZES: { readonly [letter in CodeLetter]: number } = {
  A: 2,
  B: 3,
  C: 5,
  D: 8,
  E: 13,
  F: 20,
  G: 32,
  H: 50,
  J: 80,
  K: 125,
  L: 200,
  M: 315,
  N: 500,
  P: 800,
  Q: 1_250,
  R: 2_000,
}

/** Lots up to `max` pieces (null: any larger) and the letter of each level, in the order I, II, III, S1, S2, S3, S4. */
export const LETTER_ROWS: readonly { readonly max: number | null; readonly letters: string }[] = [
  { max: 8, letters: 'AABAAAA' },
  { max: 15, letters: 'ABCAAAA' },
  { max: 25, letters: 'BCDAABB' },
  { max: 50, letters: 'CDEABBC' },
  { max: 90, letters: 'CEFBBCC' },
  { max: 150, letters: 'DFGBBCD' },
  { max: 280, letters: 'EGHBCDE' },
  { max: 500, letters: 'FHJBCDE' },
  { max: 1_200, letters: 'GJKCCEF' },
  { max: 3_200, letters: 'HKLCDEG' },
  { max: 10_000, letters: 'JLMCDFG' },
  { max: 35_000, letters: 'KMNCDFH' },
  { max: 150_000, letters: 'LNPDEGJ' },
  { max: 500_000, letters: 'MPQDEGJ' },
  { max: null, letters: 'NQRDEHK' },
]

export const LEVEL_ORDER: readonly SamplingLevel[] = ['I', 'II', 'III', 'S1', 'S2', 'S3', 'S4']

/**
 * The master table, letters A to R from left to right: an acceptance number (rejection is one more), or an arrow to the first plan
 * below (`v`) or above (`^`). The sample size follows the arrow's letter; filling the arrows with neighbours is a common mistake.
 */
export const MASTER_TABLE: { readonly [severity in SamplingSeverity]: { readonly [limit in AcceptanceLimit]: string } } = {
  normal: {
    '1.0': 'v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^',
    '2.5': 'v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^',
    '4.0': 'v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^',
  },
  tightened: {
    '1.0': 'v v v v v 0 v v 1 2 3 5 8 12 18 ^',
    '2.5': 'v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^',
    '4.0': 'v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^',
  },
}

/** Tightened cells beyond this letter continue the series and were not checked against a printed table. */
export const LAST_VERIFIED_TIGHTENED: CodeLetter = 'L'

import type { Language, Word } from './vocabulary/word.ts'

const SPOKEN: Readonly<Record<string, Language>> = { en: 'en', ja: 'ja', japan: 'ja', ko: 'ko', zh: 'zh', en_US: 'en' }

/** The translation asked for by `country`; a language without a table here is answered in English. */
export function translate(word: Word, country: string): string {
  return word[SPOKEN[country] ?? 'en']
}

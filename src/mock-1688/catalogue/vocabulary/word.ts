export type Language = 'zh' | 'en' | 'ja' | 'ko'
export type Word = Readonly<Record<Language, string>>

/** A word in four languages, written `中文|English|日本語|한국어`. */
export function word(text: string): Word {
  const [zh = '', en = zh, ja = en, ko = en] = text.split('|')
  return { zh, en, ja, ko }
}

export function words(...texts: readonly string[]): readonly Word[] {
  return texts.map(word)
}

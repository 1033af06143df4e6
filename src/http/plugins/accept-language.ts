/**
 * Makes a reader of `Accept-Language` (RFC 9110 12.5.4): the best wish that `spoken` knows by its primary tag (`zh` for `zh-Hant-TW`,
 * `*` for any), undefined when none is. Order counts among equals.
 */
export function languageReader<Language>(spoken: (primaryTag: string) => Language | undefined): (header: string) => Language | undefined {
  const seen = new Map<string, Language | undefined>()
  return (header) => {
    if (seen.has(header)) return seen.get(header)
    const language = negotiate(header, spoken)
    // Browsers and SDKs send a handful of values; a sender of random ones must not grow the memory.
    if (seen.size < MOST_REMEMBERED) seen.set(header, language)
    return language
  }
}

const MOST_REMEMBERED = 500
const LONGEST = 500

function negotiate<Language>(header: string, spoken: (primaryTag: string) => Language | undefined): Language | undefined {
  const wishes = header
    .slice(0, LONGEST)
    .split(',')
    .map((part, index) => ({ language: spoken(primaryTagOf(part)), quality: qualityOf(part), index }))
    .filter((wish) => wish.language !== undefined && wish.quality > 0)
    .sort((left, right) => right.quality - left.quality || left.index - right.index)
  return wishes[0]?.language
}

function primaryTagOf(part: string): string {
  return (part.split(';')[0] ?? '').trim().toLowerCase().split('-')[0] ?? ''
}

function qualityOf(part: string): number {
  const match = /;\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)/i.exec(part)
  return match ? Number(match[1]) : 1
}

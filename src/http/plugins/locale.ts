export type Locale = 'en' | 'zh-CN'

/** The language of titles and advice: the best of `Accept-Language` that we speak, English otherwise. */
export function localeOf(header: string | undefined): Locale {
  if (header === undefined) return 'en'
  const known = seen.get(header)
  if (known) return known
  const locale = negotiate(header)
  // Browsers and SDKs send a handful of values; a sender of random ones must not grow the memory.
  if (seen.size < 500) seen.set(header, locale)
  return locale
}

const seen = new Map<string, Locale>()

function negotiate(header: string): Locale {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part, index) => ({ locale: spoken(part.split(';')[0] ?? ''), quality: qualityOf(part), index }))
    .filter((wish) => wish.locale !== undefined && wish.quality > 0)
    .sort((left, right) => right.quality - left.quality || left.index - right.index)
  return wishes[0]?.locale ?? 'en'
}

function spoken(tag: string): Locale | undefined {
  const primary = tag.trim().toLowerCase().split('-')[0]
  if (primary === 'zh') return 'zh-CN'
  return primary === 'en' || primary === '*' ? 'en' : undefined
}

function qualityOf(part: string): number {
  const match = /;\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)/i.exec(part)
  return match ? Number(match[1]) : 1
}

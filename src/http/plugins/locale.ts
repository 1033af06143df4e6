import { languageReader } from './accept-language.ts'

export type Locale = 'en' | 'zh-CN'

const LOCALES: Readonly<Partial<Record<string, Locale>>> = { en: 'en', '*': 'en', zh: 'zh-CN' }
const read = languageReader((tag) => LOCALES[tag])

/** The language of titles and advice: the best of `Accept-Language` that we speak, English otherwise. */
export function localeOf(header: string | undefined): Locale {
  return (header === undefined ? undefined : read(header)) ?? 'en'
}

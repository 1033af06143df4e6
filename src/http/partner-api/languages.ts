import { z } from 'zod'
import { languageReader } from '../plugins/accept-language.ts'
import type { Principal } from '../plugins/api-keys.ts'

/** Languages 1688 translates product texts to (1688 reference 3.9), and Chinese as it is. */
const LANGUAGES = ['en', 'zh', 'ja', 'ko', 'ru', 'vi', 'fr', 'pt', 'es', 'th', 'id', 'ar'] as const

export const languageInput = z.enum(LANGUAGES)

const read = languageReader((tag) => LANGUAGES.find((language) => language === tag))

/** The language of texts: what the request names, else the best of its `Accept-Language` that 1688 translates to, else the partner's. */
export function languageOf(named: string | undefined, acceptLanguage: string | undefined, defaults: Principal['defaults']): string {
  return named ?? (acceptLanguage === undefined ? undefined : read(acceptLanguage)) ?? defaults.language
}

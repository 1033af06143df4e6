import { z } from 'zod'

/** Languages 1688 translates product texts to (1688 reference 3.9), and Chinese as it is. */
const LANGUAGES = ['en', 'zh', 'ja', 'ko', 'ru', 'vi', 'fr', 'pt', 'es', 'th', 'id', 'ar'] as const

export const languageInput = z.enum(LANGUAGES)

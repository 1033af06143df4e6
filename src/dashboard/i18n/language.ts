import type { ConfigProviderProps } from 'antd'
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../api/wire.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

const STORAGE_KEY = 'xunyuan.language'
const SOURCES: Record<Language, () => Promise<{ messages: object; locale: Locale }>> = {
  'zh-CN': async () => {
    const [words, antd] = await Promise.all([import('./zh-cn.ts'), import('antd/es/locale/zh_CN')])
    return { messages: words.zhCn, locale: antd.default }
  },
  en: async () => {
    const [words, antd] = await Promise.all([import('./en.ts'), import('antd/es/locale/en_US')])
    return { messages: words.en, locale: antd.default }
  },
}

let current: { language: Language; locale: Locale }
const listeners = new Set<() => void>()

/** Loads the words of the remembered language (Chinese when none is) and starts i18next with them. */
export async function startLanguage(): Promise<void> {
  const remembered = localStorage.getItem(STORAGE_KEY)
  const language: Language = remembered === 'en' ? 'en' : 'zh-CN'
  await i18next.use(initReactI18next).init({ lng: language, fallbackLng: false, interpolation: { escapeValue: false }, resources: {} })
  await switchLanguage(language)
}

/** Shows everything in that language from now on, and remembers it in this browser. */
export async function switchLanguage(language: Language): Promise<void> {
  const { messages, locale } = await SOURCES[language]()
  i18next.addResourceBundle(language, 'translation', messages)
  await i18next.changeLanguage(language)
  localStorage.setItem(STORAGE_KEY, language)
  document.documentElement.lang = language
  current = { language, locale }
  for (const listener of listeners) listener()
}

/** True when this browser was told a language before: it then wins over the account's. */
export function hasRememberedLanguage(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== null
}

/** The language shown now, with the component library's own texts. */
export function useLanguage(): { language: Language; locale: Locale } {
  return useSyncExternalStore(subscribe, () => current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

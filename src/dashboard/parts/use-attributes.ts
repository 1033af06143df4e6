import type { Product } from '../api/wire.ts'
import { useLanguage } from '../i18n/language.ts'

/** The choices of a SKU in the language shown: a Chinese bench compares them with a Chinese label. */
export function useAttributes({ attributes }: Pick<Product, 'attributes'>): { name: string; value: string }[] {
  const { language } = useLanguage()
  return attributes.map(({ name, value, nameZh, valueZh }) => (language === 'en' ? { name, value } : { name: nameZh, value: valueZh }))
}

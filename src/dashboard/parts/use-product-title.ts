import type { Product } from '../api/wire.ts'
import { useLanguage } from '../i18n/language.ts'

/** A product's name in the language shown, and beside it the other one: the label on the goods is Chinese either way. */
export function useProductTitle({ title, titleZh }: Pick<Product, 'title' | 'titleZh'>): { title: string; subtitle: string } {
  const { language } = useLanguage()
  return language === 'en' ? { title, subtitle: titleZh } : { title: titleZh, subtitle: title }
}

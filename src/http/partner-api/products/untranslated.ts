import { z } from 'zod'
import type { Product, ProductAttribute, Translated } from '../../../domain/upstream/product.ts'

/** Which texts of an answer fell back to Chinese: shops show them differently, or have them translated. */
export const untranslatedWire = z.array(z.string()).meta({
  description:
    'JSON Pointers to texts of this object that stand in Chinese because 1688 has no translation. Empty when you ask for Chinese.',
})

/** The pointers, in the order of the fields. */
export function untranslatedIn({ language, title, descriptionHtml, unit, attributes, skus }: Product): string[] {
  if (language === CHINESE) return []
  const found: string[] = []
  note(found, title, '/title')
  note(found, descriptionHtml, '/descriptionHtml')
  if (unit) note(found, unit, '/unit')
  noteAttributes(found, attributes, '')
  for (const [index, sku] of skus.entries()) noteAttributes(found, sku.attributes, `/skus/${index}`)
  return found
}

/** The same for a hit, whose title is its only text of 1688's translators. */
export function untranslatedTitle({ language, title }: { language: string; title: Translated }): string[] {
  const found: string[] = []
  if (language !== CHINESE) note(found, title, '/title')
  return found
}

const CHINESE = 'zh'

function noteAttributes(found: string[], attributes: readonly ProductAttribute[], path: string): void {
  for (const [index, { name, value }] of attributes.entries()) {
    note(found, name, `${path}/attributes/${index}/name`)
    note(found, value, `${path}/attributes/${index}/value`)
  }
}

/** A text of digits and Latin letters needs no translator. */
function note(found: string[], { zh, translated }: Translated, pointer: string): void {
  if (translated === null && HAN.test(zh)) found.push(pointer)
}

const HAN = /\p{Script=Han}/u

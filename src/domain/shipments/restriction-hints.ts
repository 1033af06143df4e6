import type { RestrictionFlag } from './restrictions.ts'

/** What a listing was read by: what its seller filled in, or only the words of the title. */
export const HINT_BASES = ['attribute', 'title'] as const

/** What a carrier may object to, before anybody has held the goods. */
export type RestrictionHint = { code: RestrictionFlag; basis: (typeof HINT_BASES)[number] }

/** What a listing says of restrictions, one hint a flag, attributes before the title; no hint promises nothing (domain.md 9.2). */
export function restrictionHints({
  title,
  attributes,
}: {
  title: Chinese
  attributes: readonly { name: Chinese; value: Chinese }[]
}): RestrictionHint[] {
  const telling = attributes.filter(({ name }) => TELLING_NAME.test(name.zh))
  const byAttribute = ATTRIBUTE_CLUES.filter(({ name, says }) =>
    telling.some((attribute) => name.test(attribute.name.zh) && says(attribute.value.zh.trim())),
  ).map(({ code }): RestrictionHint => ({ code, basis: 'attribute' }))
  // What holds, protects or carries a thing is not the thing.
  const words = title.zh.replaceAll(ACCESSORY, '')
  const byTitle = TITLE_CLUES.filter(({ words: clue }) => clue.test(words)).map(({ code }): RestrictionHint => ({ code, basis: 'title' }))
  const hints = [...new Map([...byTitle, ...byAttribute].map((hint) => [hint.code, hint])).values()]
  // Sellers of loose cells and power banks answer "with battery" as well; what the goods are beats what is in them.
  const isBatteryItself = hints.some(({ code }) => code === 'powerBank' || code === 'buttonCell')
  return isBatteryItself ? hints.filter(({ code }) => code !== 'batteryInEquipment') : hints
}

type Chinese = { zh: string }
type AttributeClue = { name: RegExp; says: (value: string) => boolean; code: RestrictionFlag }

const yes = (value: string) => /^(是|有|带|含)/.test(value)
const names = (pattern: RegExp) => (value: string) => pattern.test(value) && !/^(无|不|否|没有)/.test(value)

/** Attribute of the seller's form and what its answer tells. */
const ATTRIBUTE_CLUES: readonly AttributeClue[] = [
  { name: /^是否(带|含|内置)(锂)?电池?$/, says: yes, code: 'batteryInEquipment' },
  { name: /^电池(类型|种类)$/, says: names(/电池|锂/), code: 'batteryInEquipment' },
  { name: /^电池(类型|种类)$/, says: names(/纽扣/), code: 'buttonCell' },
  { name: /^是否(液体|含液体)$/, says: yes, code: 'liquid' },
  { name: /^净含量$/, says: names(/\d\s*(ml|毫升|升|l)$/i), code: 'liquid' },
  { name: /^(形态|剂型|物态)$/, says: names(/液/), code: 'liquid' },
  { name: /^(形态|剂型|物态)$/, says: names(/粉/), code: 'powder' },
  { name: /^(形态|剂型|物态)$/, says: names(/膏|凝胶|啫喱/), code: 'paste' },
  { name: /^是否(带|有|含)磁(性)?$/, says: yes, code: 'magnetic' },
  { name: /^是否易碎$/, says: yes, code: 'fragile' },
  { name: /^(配料表?|食品生产许可证(编号|号)?)$/, says: names(/./), code: 'food' },
  { name: /^品牌$/, says: (value) => value !== '' && !/^(无|其他|其它|oem$|\/$|-$)/i.test(value), code: 'brandSensitive' },
]

/** The name of any clue: most attributes of most goods tell nothing, and one look says so. */
const TELLING_NAME = new RegExp(ATTRIBUTE_CLUES.map(({ name }) => name.source).join('|'))

const ACCESSORY = /(移动电源|充电宝|电池|菜刀|水果刀|刀具|打火机|电子烟|香烟|香水|精油)(收纳|保护|支架|外壳|架|盒|套|包|壳|瓶|机)/g

/** Words of a title that leave little doubt. */
const TITLE_CLUES: readonly { words: RegExp; code: RestrictionFlag }[] = [
  { words: /移动电源|充电宝/, code: 'powerBank' },
  { words: /纽扣电池/, code: 'buttonCell' },
  { words: /洗衣液|洗手液|精油|香水|指甲油/, code: 'liquid' },
  { words: /磁铁|强磁|磁力片/, code: 'magnetic' },
  { words: /气雾|喷雾剂/, code: 'aerosol' },
  { words: /打火机|酒精/, code: 'flammable' },
  { words: /菜刀|水果刀|美工刀|刀具/, code: 'blade' },
  { words: /电子烟|香烟|烟油/, code: 'tobacco' },
]

import { type Facts, factsOf } from './facts.ts'
import { hasBit } from './filter-bits.ts'
import { makeSkus } from './make-skus.ts'
import { offerIdAt } from './offer-id.ts'
import type { Attribute, Product, Tier } from './product.ts'
import { type Random, randomOf } from './random.ts'
import { type Seller, sellerAt } from './seller.ts'
import { CERTIFICATES, HAZARD_ATTRIBUTES, HAZARDS } from './vocabulary/hazards.ts'
import { ATTRIBUTE_NAMES, COLOURS, LICENSED, NO, NO_BRAND, YEAR_SEASONS } from './vocabulary/variants.ts'
import { type Word, word } from './vocabulary/word.ts'

const ONE_PIECE_MARKUP = 1.15
const PROMOTION_SHARE = 0.8

/** Product number `index`, the same at every call: a pure function of the number, so the catalogue may have any size. */
export function generateProduct(index: number): Product {
  const facts = factsOf(index)
  const random = randomOf(index * 31 + 8)
  const seller = sellerAt(facts.seller)
  const offerId = offerIdAt(index)
  const { department, group, kind } = facts.leaf
  const cargoNumber = `${kind.shape.slice(0, 2).toUpperCase()}-${1000 + (index % 9000)}`
  const priceFen = facts.quirk === 'promotion' ? Math.round((facts.baseFen * PROMOTION_SHARE) / 10) * 10 : facts.baseFen
  const skus = makeSkus(random, { ...facts, offerId, cargoNumber, priceFen })
  const certificate = CERTIFICATES[kind.id]
  return {
    index,
    offerId,
    seller,
    topCategoryId: department.id,
    secondCategoryId: group.id,
    kind,
    title: titleOf(facts),
    attributes: attributesOf(random, facts, { cargoNumber, seller }),
    skus,
    stock: stockOf(random, facts, skus),
    quoteType: facts.quoteType,
    tiers: tiersOf(facts, priceFen),
    minOrderQuantity: facts.minOrderQuantity,
    batchNumber: facts.batchNumber,
    onePieceFen: Math.round((priceFen * ONE_PIECE_MARKUP) / 10) * 10,
    status: facts.quirk === 'expired' ? 'expired' : 'published',
    quirk: facts.quirk,
    filters: facts.filters,
    isOnePsale: hasBit(facts.filters, 'isOnePsale'),
    shipsIn: hasBit(facts.filters, 'shipIn24Hours') ? 'shipIn24Hours' : 'shipIn48Hours',
    brand: facts.brand,
    isLicensedBrand: facts.isLicensedBrand,
    hazards: HAZARDS[kind.id] ?? [],
    certificates: certificate ? [{ name: certificate.name, code: `${certificate.prefix}${1_000_000 + (index % 9_000_000)}` }] : [],
    monthSold: facts.monthSold,
    sold: facts.sold,
    repurchasePercent: facts.repurchasePercent,
    tradeScore: (facts.score / 10).toFixed(1),
    grams: facts.grams,
    sizeCm: sizeOf(random, facts.grams),
    sizeSource: random.pick(['商家自填', '商家自填', '官方测量', '预测'] as const),
    pictures: random.int(3, 5),
    repostDays: facts.repostDays,
    repostPhase: facts.repostPhase,
    qualityReturns: facts.qualityReturns,
    within24: facts.within24,
    within48: facts.within48,
    colours: facts.colours,
  }
}

type Speaker = (parts: Facts['words'] & { kind: Word; brand: Word }) => Word

/** Sellers string their words together in different ways. */
const TITLES: readonly Speaker[] = [
  ({ season, style, material, kind, feature, use, tail, brand }) => ({
    zh: `${brand.zh}${season.zh}${style.zh}${material.zh}${kind.zh}${feature.zh}${use.zh}用 ${tail.zh}`,
    en: `${brand.en}${season.en} ${style.en} ${material.en} ${kind.en}, ${feature.en}, for ${use.en}, ${tail.en}`,
    ja: `${brand.ja}${season.ja} ${style.ja} ${material.ja} ${kind.ja} ${feature.ja} ${use.ja}用 ${tail.ja}`,
    ko: `${brand.ko}${season.ko} ${style.ko} ${material.ko} ${kind.ko} ${feature.ko} ${use.ko}용 ${tail.ko}`,
  }),
  ({ season, style, material, kind, feature, use, tail, brand }) => ({
    zh: `${brand.zh}${kind.zh}${season.zh}${feature.zh}${style.zh}${use.zh}${material.zh}${kind.zh}${tail.zh}`,
    en: `${brand.en}${kind.en} ${season.en}, ${feature.en} ${style.en} ${material.en}, ${use.en}, ${tail.en}`,
    ja: `${brand.ja}${kind.ja} ${season.ja} ${feature.ja} ${style.ja} ${material.ja} ${use.ja} ${tail.ja}`,
    ko: `${brand.ko}${kind.ko} ${season.ko} ${feature.ko} ${style.ko} ${material.ko} ${use.ko} ${tail.ko}`,
  }),
  ({ season, style, material, kind, feature, use, tail, brand }) => ({
    zh: `${tail.zh}${brand.zh}${style.zh}${feature.zh}${kind.zh}${season.zh}${use.zh}专用${material.zh}款`,
    en: `${brand.en}${style.en} ${feature.en} ${kind.en}, ${season.en}, ${material.en}, for ${use.en}, ${tail.en}`,
    ja: `${brand.ja}${style.ja} ${feature.ja} ${kind.ja} ${season.ja} ${use.ja}専用 ${material.ja} ${tail.ja}`,
    ko: `${brand.ko}${style.ko} ${feature.ko} ${kind.ko} ${season.ko} ${use.ko} 전용 ${material.ko} ${tail.ko}`,
  }),
]

const NO_WORDS: Word = { zh: '', en: '', ja: '', ko: '' }

function titleOf({ index, words, leaf, brand }: Facts): Word {
  const speak = TITLES[index % TITLES.length] ?? TITLES[0]
  const first = brand ? { zh: brand.zh, en: `${brand.en} `, ja: `${brand.ja} `, ko: `${brand.ko} ` } : NO_WORDS
  return speak ? speak({ ...words, kind: leaf.kind.name, brand: first }) : leaf.kind.name
}

function attributesOf(random: Random, facts: Facts, { cargoNumber, seller }: { cargoNumber: string; seller: Seller }): Attribute[] {
  const { material, style, use, origin, itemNumber, imported, season, brand, feature, colour, licence } = ATTRIBUTE_NAMES
  const { words, leaf } = facts
  const first = random.int(0, 2)
  return [
    { ...brand, value: facts.brand ?? NO_BRAND },
    ...(facts.isLicensedBrand ? [{ ...licence, value: LICENSED }] : []),
    { ...material, value: words.material },
    { ...style, value: words.style },
    { ...feature, value: words.feature },
    // A multi-valued attribute occurs once per value.
    { ...use, value: words.use },
    { ...use, value: random.pick(leaf.department.uses) },
    ...YEAR_SEASONS.slice(first, first + 2).map((value) => ({ ...season, value })),
    ...facts.colours.flatMap((at) => (COLOURS[at] ? [{ ...colour, value: COLOURS[at].name }] : [])),
    { ...origin, value: word(seller.place.province) },
    { ...itemNumber, value: word(cargoNumber) },
    ...(HAZARDS[leaf.kind.id] ?? []).flatMap((hazard) => HAZARD_ATTRIBUTES[hazard]),
    { ...imported, value: NO },
  ]
}

function tiersOf(facts: Facts, priceFen: number): Tier[] {
  const { minOrderQuantity, quoteType } = facts
  const tier = (times: number, share: number): Tier => ({
    startQuantity: minOrderQuantity * times,
    priceFen: Math.round(priceFen * share),
    listPriceFen: Math.round(facts.baseFen * share),
  })
  return quoteType === 1 ? [tier(1, 1)] : [tier(1, 1), tier(10, 0.93), tier(50, 0.86)]
}

function stockOf(random: Random, facts: Facts, skus: Product['skus']): number {
  if (skus.length > 0) return skus.reduce((sum, sku) => sum + sku.stock, 0)
  return facts.quirk === 'soldOut' ? 0 : random.int(200, 20_000)
}

/** A parcel of that weight: between two and six cubic centimetres a gram, in shapes from flat to cubic. */
function sizeOf(random: Random, grams: number): [number, number, number] {
  const side = Math.cbrt(grams * (random.int(20, 60) / 10))
  const stretch = random.int(100, 180) / 100
  const flat = random.int(40, 100) / 100
  const cm = (value: number): number => Math.max(2, Math.round(value))
  return [cm(side * stretch), cm(side), cm((side * flat) / stretch)]
}

import { createHash } from 'node:crypto'
import { LEAVES } from './departments.ts'
import { offerIdAt } from './offer-id.ts'
import type { Attribute, Product, Quirk, QuoteType, Sku, SkuAttribute, Tier } from './product.ts'
import { type Random, randomOf } from './random.ts'
import { SELLER_COUNT, sellerAt } from './seller.ts'
import type { Department, Kind } from './vocabulary/department.ts'
import { ATTRIBUTE_NAMES, AXES, COLOUR_ATTRIBUTE, COLOURS, NO, NO_BRAND, SEASONS, YEAR_SEASONS } from './vocabulary/variants.ts'
import { type Word, word } from './vocabulary/word.ts'

const QUIRKS: Readonly<Record<number, Quirk>> = {
  7: 'soldOut',
  17: 'expired',
  27: 'zeroPrice',
  33: 'freightByAgreement',
  37: 'noTradeMode',
  47: 'noWeight',
}
const EPOCH = Date.UTC(2025, 0, 1)
const DAY_MS = 86_400_000

/** Product number `index`, the same at every call: a pure function of the number, so the catalogue may have any size. */
export function generateProduct(index: number): Product {
  const random = randomOf(index * 31 + 7)
  const seller = sellerAt(index % SELLER_COUNT)
  const { department, group, kind } = random.pick(LEAVES.get(seller.department.id) ?? [])
  const quirk = QUIRKS[index % 50] ?? null
  const words = {
    season: random.pick(SEASONS),
    style: random.pick(department.styles),
    material: random.pick(department.materials),
    use: random.pick(department.uses),
  }
  const baseFen = Math.round(random.int(kind.fen[0], kind.fen[1]) / 10) * 10
  const grams = random.int(kind.grams[0], kind.grams[1])
  const quoteType = quoteTypeOf(random, quirk)
  const terms = termsOf(random, baseFen, quoteType)
  const offerId = offerIdAt(index)
  const cargoNumber = `${kind.shape.slice(0, 2).toUpperCase()}-${1000 + (index % 9000)}`
  const skus = quoteType === 0 ? [] : skusOf(random, { offerId, kind, baseFen, grams, cargoNumber, quirk })
  const createdAt = EPOCH + random.int(0, 480) * DAY_MS + random.int(0, DAY_MS)
  const monthSold = random.int(3, 4000)
  return {
    index,
    offerId,
    seller,
    topCategoryId: department.id,
    secondCategoryId: group.id,
    kind,
    title: titleOf(words, kind),
    attributes: attributesOf(random, words, { cargoNumber, place: seller.place.province, department }),
    skus,
    stock: skus.length > 0 ? skus.reduce((sum, sku) => sum + sku.stock, 0) : quirk === 'soldOut' ? 0 : random.int(200, 20_000),
    quoteType,
    ...terms,
    onePieceFen: Math.round((baseFen * 1.15) / 10) * 10,
    status: quirk === 'expired' ? 'expired' : 'published',
    quirk,
    isOnePsale: random.chance(0.45),
    isJxhy: random.chance(0.15),
    isSelect: random.chance(0.25),
    noReason7Days: random.chance(0.6),
    isPatent: random.chance(0.03),
    shipsIn: random.chance(0.4) ? 'shipIn24Hours' : 'shipIn48Hours',
    monthSold,
    sold: monthSold * random.int(2, 9),
    repurchasePercent: random.int(2, 60),
    tradeScore: (random.int(30, 50) / 10).toFixed(1),
    grams,
    sizeCm: [random.int(8, 40), random.int(6, 30), random.int(2, 18)],
    sizeSource: random.pick(['商家自填', '官方测量', '预测'] as const),
    pictures: random.int(3, 5),
    createdAt,
    modifiedAt: createdAt + random.int(1, 90) * DAY_MS,
  }
}

type TitleWords = { season: Word; style: Word; material: Word; use: Word }

function titleOf(words: TitleWords, kind: Kind): Word {
  const { season, style, material, use } = words
  return {
    zh: `${season.zh}${style.zh}${material.zh}${kind.name.zh}${use.zh}用 支持批发`,
    en: `${season.en} ${style.en} ${material.en} ${kind.name.en} for ${use.en}, wholesale`,
    ja: `${season.ja} ${style.ja} ${material.ja} ${kind.name.ja} ${use.ja}用 卸売`,
    ko: `${season.ko} ${style.ko} ${material.ko} ${kind.name.ko} ${use.ko}용 도매`,
  }
}

function attributesOf(
  random: Random,
  words: TitleWords,
  facts: { cargoNumber: string; place: string; department: Department },
): Attribute[] {
  const { material, style, use, origin, itemNumber, imported, season, brand } = ATTRIBUTE_NAMES
  const first = random.int(0, 2)
  // A multi-valued attribute occurs once per value.
  const seasons = YEAR_SEASONS.slice(first, first + 2)
  return [
    { ...brand, value: NO_BRAND },
    { ...material, value: words.material },
    { ...style, value: words.style },
    { ...use, value: words.use },
    { ...use, value: random.pick(facts.department.uses) },
    ...seasons.map((value) => ({ ...season, value })),
    { ...origin, value: word(facts.place) },
    { ...itemNumber, value: word(facts.cargoNumber) },
    { ...imported, value: NO },
  ]
}

function quoteTypeOf(random: Random, quirk: Quirk | null): QuoteType {
  const drawn = random.int(1, 100)
  if (quirk === 'zeroPrice') return 1
  return drawn <= 15 ? 0 : drawn <= 70 ? 1 : 2
}

function termsOf(
  random: Random,
  baseFen: number,
  quoteType: QuoteType,
): { tiers: Tier[]; minOrderQuantity: number; batchNumber: number | null } {
  const batchNumber = random.chance(0.06) ? random.pick([2, 6, 12]) : null
  const minOrderQuantity = batchNumber ?? random.pick(baseFen < 1000 ? [2, 5, 10, 20] : [1, 2, 2, 3, 5])
  const first = { startQuantity: minOrderQuantity, priceFen: baseFen }
  if (quoteType === 1) return { tiers: [first], minOrderQuantity, batchNumber }
  const second = { startQuantity: minOrderQuantity * 10, priceFen: Math.round(baseFen * 0.93) }
  const third = { startQuantity: minOrderQuantity * 50, priceFen: Math.round(baseFen * 0.86) }
  return { tiers: [first, second, third], minOrderQuantity, batchNumber }
}

type SkuFacts = { offerId: string; kind: Kind; baseFen: number; grams: number; cargoNumber: string; quirk: Quirk | null }

function skusOf(random: Random, facts: SkuFacts): Sku[] {
  const axis = AXES[facts.kind.axis]
  const firstColour = random.int(0, COLOURS.length - 1)
  const colours = Array.from({ length: random.int(2, 5) }, (_, step) => (firstColour + step * 5) % COLOURS.length)
  const values = axis.values.length > 0 ? axis.values : [null]
  return colours.flatMap((colour, colourAt) =>
    values.map((value, valueAt) => {
      const number = colourAt * values.length + valueAt
      const attributes = [
        colourAttribute(facts.offerId, colour),
        ...(value ? [{ attributeId: axis.attributeId, name: axis.name, value, picture: null }] : []),
      ]
      return {
        skuId: `${5_400_000_000_000 + (Number(facts.offerId) % 1_000_000_000) * 100 + number}`,
        specId: createHash('md5').update(`${facts.offerId}/${number}`).digest('hex'),
        cargoNumber: `${facts.cargoNumber}-${colourAt + 1}${valueAt + 1}`,
        attributes,
        priceFen: facts.quirk === 'zeroPrice' && number === 0 ? 0 : facts.baseFen + valueAt * Math.round(facts.baseFen * 0.04),
        stock: facts.quirk === 'soldOut' ? 0 : random.chance(0.06) ? random.int(0, 3) : random.int(50, 5000),
        grams: Math.round(facts.grams * (1 + valueAt * 0.05)),
      }
    }),
  )
}

function colourAttribute(offerId: string, colour: number): SkuAttribute {
  const name = COLOURS[colour]?.name ?? word(String(colour))
  return { ...COLOUR_ATTRIBUTE, value: name, picture: `/img/${offerId}/colour-${colour}.jpg` }
}

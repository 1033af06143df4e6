import { createHash } from 'node:crypto'
import type { Facts } from './facts.ts'
import type { Sku, SkuAttribute } from './product.ts'
import type { Random } from './random.ts'
import { AXES, COLOUR_ATTRIBUTE, COLOURS } from './vocabulary/variants.ts'
import { word } from './vocabulary/word.ts'

type SkuFacts = Pick<Facts, 'leaf' | 'colours' | 'baseFen' | 'grams' | 'quirk' | 'quoteType'> & {
  offerId: string
  cargoNumber: string
  /** What the smallest one costs now. */
  priceFen: number
}

/** The matrix of colours and the kind's own axis; none for a product sold without specs (`quoteType` 0). */
export function makeSkus(random: Random, facts: SkuFacts): Sku[] {
  if (facts.quoteType === 0) return []
  const axis = AXES[facts.leaf.kind.axis]
  const values = axis.values.length > 0 ? axis.values : [null]
  return facts.colours.flatMap((colour, colourAt) =>
    values.map((value, valueAt) => {
      const number = colourAt * values.length + valueAt
      const attributes = [
        colourAttribute(facts.offerId, colour),
        ...(value ? [{ attributeId: axis.attributeId, name: axis.name, value, picture: null }] : []),
      ]
      const free = facts.quirk === 'zeroPrice' && number === 0
      return {
        skuId: `${5_400_000_000_000 + (Number(facts.offerId) - 610_000_000_000) * 100 + number}`,
        specId: createHash('md5').update(`${facts.offerId}/${number}`).digest('hex'),
        cargoNumber: `${facts.cargoNumber}-${colourAt + 1}${valueAt + 1}`,
        attributes,
        priceFen: free ? 0 : stepped(facts.priceFen, valueAt),
        listPriceFen: free ? 0 : stepped(facts.baseFen, valueAt),
        stock: stockOf(random, facts),
        grams: Math.round(facts.grams * (1 + valueAt * 0.05)),
      }
    }),
  )
}

/** A larger one costs more. */
function stepped(fen: number, valueAt: number): number {
  return fen + valueAt * Math.round(fen * 0.04)
}

function stockOf(random: Random, { quirk }: SkuFacts): number {
  if (quirk === 'soldOut') return 0
  return random.chance(0.06) ? random.int(0, 3) : random.int(50, 5000)
}

function colourAttribute(offerId: string, colour: number): SkuAttribute {
  const name = COLOURS[colour]?.name ?? word(String(colour))
  return { ...COLOUR_ATTRIBUTE, value: name, picture: `/img/${offerId}/colour-${colour}.jpg` }
}

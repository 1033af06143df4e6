import { createHash } from 'node:crypto'
import type { Product } from '../catalogue/product.ts'
import { COLOURS } from '../catalogue/vocabulary/variants.ts'
import type { PictureColours } from '../state/images.ts'

/** The colours of a product's main picture: a background of its own, and the colour of its first SKU. */
export function paletteOf(product: Product): PictureColours {
  const digest = createHash('md5').update(product.offerId).digest()
  const background = [0, 1, 2].map((at) => 150 + ((digest[at] ?? 0) % 100))
  return { background, subject: subjectColour(product, digest[3] ?? 0) }
}

/** How far two pictures are apart; 0 = the same colours. */
export function colourDistance(left: PictureColours, right: PictureColours): number {
  return distance(left.background, right.background) + distance(left.subject, right.subject)
}

function subjectColour(product: Product, fallback: number): readonly number[] {
  const named = /colour-(\d+)/.exec(product.skus[0]?.attributes[0]?.picture ?? '')?.[1]
  return COLOURS[named === undefined ? fallback % COLOURS.length : Number(named)]?.rgb ?? [128, 128, 128]
}

function distance(left: readonly number[], right: readonly number[]): number {
  return Math.hypot(...left.map((value, at) => value - (right[at] ?? 0)))
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import { factsOf } from '../catalogue/facts.ts'
import { drawMasks, LOOKS_WORDS, type Looks, looksDistance, looksOfScene, type Masks } from './looks.ts'
import { sceneOf } from './scene.ts'

/** Up to so many differing bits of 256 it is the same picture; two different ones lie from some 45 up, around half of the bits. */
export const SAME_PICTURE_BITS = 40
const SLICE = 1_000
const LISTED = 5_000
const PRODUCT_BITS = 2 ** 21

export type Likeness = { product: number; differingBits: number }

/** The looks of the searchable products' main pictures, computed in slices when a picture is first looked for: 32 bytes each. */
export class LooksIndex {
  readonly #size: number
  readonly #all: Uint32Array
  #ready: Promise<Masks> | null = null

  constructor(size: number) {
    this.#size = size
    this.#all = new Uint32Array(size * LOOKS_WORDS)
  }

  /** The looks of any product's main picture. */
  async looksOfProduct(product: number): Promise<Looks> {
    return looksOf(product, await this.#build())
  }

  /** Of these products those that look most alike, the nearest first. */
  async nearest(products: readonly number[], looks: Looks): Promise<Likeness[]> {
    await this.#build()
    const listed = products.filter((product) => product < this.#size)
    // Distance and number in one: a typed array sorts those without calling back.
    const keys = Float64Array.from(listed, (product) => looksDistance(looks, this.#all, product * LOOKS_WORDS) * PRODUCT_BITS + product)
    return Array.from(keys.sort().subarray(0, LISTED), (key) => ({
      product: key % PRODUCT_BITS,
      differingBits: Math.floor(key / PRODUCT_BITS),
    }))
  }

  #build(): Promise<Masks> {
    this.#ready ??= this.#fill()
    return this.#ready
  }

  async #fill(): Promise<Masks> {
    const masks = await drawMasks()
    for (let product = 0; product < this.#size; product++) {
      this.#all.set(looksOf(product, masks), product * LOOKS_WORDS)
      // Other calls go on meanwhile.
      if (product % SLICE === SLICE - 1) await nextTurn()
    }
    return masks
  }
}

function looksOf(product: number, masks: Masks): Looks {
  const { leaf, colours } = factsOf(product)
  return looksOfScene(sceneOf(product, leaf.kind.shape, colours[0] ?? 0), masks)
}

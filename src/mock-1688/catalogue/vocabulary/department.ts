import { type Word, word, words } from './word.ts'

export type Shape =
  | 'shirt'
  | 'dress'
  | 'trousers'
  | 'shoe'
  | 'bag'
  | 'cup'
  | 'pan'
  | 'box'
  | 'toy'
  | 'plug'
  | 'phone'
  | 'pen'
  | 'book'
  | 'paw'
  | 'lamp'
  | 'cushion'
  | 'bottle'
  | 'ball'
export type AxisName = 'clothing' | 'children' | 'shoes' | 'capacity' | 'length' | 'pieces' | 'pet' | 'surface' | 'none'

/** What a leaf category sells: price in fen and weight in grams as ranges. */
export type Kind = {
  id: number
  name: Word
  shape: Shape
  axis: AxisName
  fen: readonly [number, number]
  grams: readonly [number, number]
  unit: Word
}

export type Group = { id: number; name: Word; kinds: readonly Kind[] }

export type Department = {
  id: number
  name: Word
  groups: readonly Group[]
  materials: readonly Word[]
  styles: readonly Word[]
  uses: readonly Word[]
}

const UNITS = {
  piece: word('件|piece|点|개'),
  unit: word('个|unit|個|개'),
  pair: word('双|pair|足|켤레'),
  set: word('套|set|セット|세트'),
  strip: word('条|piece|本|개'),
  book: word('本|book|冊|권'),
} as const

/** A leaf written on one line: name, shape, axis, price range in yuan, weight range in grams, unit. */
export function kind(id: number, name: string, facts: [Shape, AxisName, [number, number], [number, number], keyof typeof UNITS]): Kind {
  const [shape, axis, yuan, grams, unit] = facts
  return { id, name: word(name), shape, axis, fen: [Math.round(yuan[0] * 100), Math.round(yuan[1] * 100)], grams, unit: UNITS[unit] }
}

export function group(id: number, name: string, kinds: readonly Kind[]): Group {
  return { id, name: word(name), kinds }
}

export function department(
  id: number,
  name: string,
  rest: { groups: readonly Group[]; materials: string[]; styles: string[]; uses: string[] },
): Department {
  return {
    id,
    name: word(name),
    groups: rest.groups,
    materials: words(...rest.materials),
    styles: words(...rest.styles),
    uses: words(...rest.uses),
  }
}

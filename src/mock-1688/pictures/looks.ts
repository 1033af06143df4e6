import sharp from 'sharp'
import type { Shape } from '../catalogue/vocabulary/department.ts'
import { backdropAt, type Scene, shadeAt } from './scene.ts'
import { SHAPES } from './shapes.ts'

/** A picture's looks from afar: whether each of 16 x 16 spots is darker than its right neighbour (dHash), 256 bits. */
export type Looks = Uint32Array

export const LOOKS_WORDS = 8
const SPOTS = 16
const COLUMNS = SPOTS + 1
const MASK = 96
const CANVAS = 800

export type Masks = Readonly<Record<Shape, Uint8Array>>

/** The looks of an uploaded picture, or null when it cannot be read. */
export async function looksOf(bytes: Buffer): Promise<Looks | null> {
  try {
    const grey = await sharp(bytes).flatten({ background: '#fff' }).greyscale().resize(COLUMNS, SPOTS, { fit: 'fill' }).raw().toBuffer()
    return hashOf(grey)
  } catch (error) {
    // sharp says of what is no picture that it is none.
    if (error instanceof Error) return null
    throw error
  }
}

/** The looks of a scene, computed from its numbers: some microseconds where drawing takes milliseconds. */
export function looksOfScene(scene: Scene, masks: Masks): Looks {
  const fill = lumaOf(scene.fill)
  const mask = masks[scene.shape]
  const turn = (-scene.angle * Math.PI) / 180
  const cos = (Math.cos(turn) * 100) / scene.scale
  const sin = (Math.sin(turn) * 100) / scene.scale
  for (let row = 0; row < SPOTS; row++) {
    const y = (row + 0.5) / SPOTS
    for (let column = 0; column < COLUMNS; column++) {
      const x = (column + 0.5) / COLUMNS
      // The canvas point, taken back through move, turn and scale to where the shape was drawn.
      const fromX = x - 0.5 - scene.dx / CANVAS
      const fromY = y - 0.5 - scene.dy / CANVAS
      const covered = coverage(mask, 0.5 + fromX * cos - fromY * sin, 0.5 + fromX * sin + fromY * cos)
      const behind = backdropAt(scene, x, y)
      far[row * COLUMNS + column] = covered === 0 ? behind : behind * (1 - covered) + Math.min(255, fill * shadeAt(scene, x, y)) * covered
    }
  }
  return hashOf(far)
}

/** The one picture from afar being computed; nobody else is in between. */
const far = new Uint8Array(COLUMNS * SPOTS)

/** How many of the 256 bits differ: the same picture some dozens at most, two pictures around half. */
export function looksDistance(left: Looks, right: Looks, at = 0): number {
  let differing = 0
  for (let word = 0; word < LOOKS_WORDS; word++) differing += bitsOf((left[word] ?? 0) ^ (right[at + word] ?? 0))
  return differing
}

/** The shapes as seen from afar, drawn once. */
export async function drawMasks(): Promise<Masks> {
  const drawn = await Promise.all(
    (Object.keys(SHAPES) as Shape[]).map(async (shape) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CANVAS}" height="${CANVAS}"><rect width="100%" height="100%"/><g fill="#fff" stroke="#fff">${SHAPES[shape]}</g></svg>`
      const grey = await sharp(Buffer.from(svg)).flatten().greyscale().resize(MASK, MASK).blur(2).raw().toBuffer()
      return [shape, new Uint8Array(grey)] as const
    }),
  )
  return Object.fromEntries(drawn) as Record<Shape, Uint8Array>
}

function coverage(mask: Uint8Array, x: number, y: number): number {
  const column = Math.floor(x * MASK)
  const row = Math.floor(y * MASK)
  if (column < 0 || column >= MASK || row < 0 || row >= MASK) return 0
  return (mask[row * MASK + column] ?? 0) / 255
}

function hashOf(grey: Uint8Array): Looks {
  const looks = new Uint32Array(LOOKS_WORDS)
  for (let row = 0; row < SPOTS; row++) {
    for (let column = 0; column < SPOTS; column++) {
      const at = row * COLUMNS + column
      if ((grey[at] ?? 0) >= (grey[at + 1] ?? 0)) continue
      const bit = row * SPOTS + column
      looks[bit >> 5] = (looks[bit >> 5] ?? 0) | (1 << (bit & 31))
    }
  }
  return looks
}

/** The grey that sharp makes of a colour: the mean of the light, not of the numbers. */
function lumaOf([red, green, blue]: readonly [number, number, number]): number {
  const light = (value: number): number => (value / 255) ** 2.2
  return 255 * (0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)) ** (1 / 2.2)
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

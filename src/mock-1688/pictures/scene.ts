import { randomOf } from '../catalogue/random.ts'
import type { Shape } from '../catalogue/vocabulary/department.ts'
import { COLOURS } from '../catalogue/vocabulary/variants.ts'

const LATTICE = 7

/** What a product's main picture shows, in numbers: enough to draw it, and to know how it looks from afar without drawing. */
export type Scene = {
  /** Lightness 0 to 255 at the points of a square lattice; between them it changes smoothly. */
  lightness: Uint8Array
  /** Multiplies red, green and blue of the backdrop. */
  tint: readonly [number, number, number]
  shape: Shape
  fill: readonly [number, number, number]
  /** Degrees; per cent of the usual size; pixels on the 800 x 800 canvas. */
  angle: number
  scale: number
  dx: number
  dy: number
  /** Where the light comes from: along this vector the shape goes from bright to dark. */
  light: readonly [number, number]
  pattern: 'plain' | 'stripes' | 'dots' | 'check'
}

const TINTS: readonly (readonly [number, number, number])[] = [
  [1.05, 1, 0.92],
  [0.94, 1, 1.06],
  [1, 1.02, 0.95],
  [1.06, 0.97, 1],
  [1, 1, 1],
  [0.97, 1.02, 1.02],
]
const PATTERNS = ['plain', 'plain', 'stripes', 'dots', 'check'] as const

/** The scene of product number `index`, the same at every call. */
export function sceneOf(index: number, shape: Shape, colour: number): Scene {
  const random = randomOf(index * 31 + 9)
  const direction = random.int(0, 628) / 100
  return {
    lightness: new Uint8Array(LATTICE * LATTICE).map(() => random.int(140, 252)),
    tint: random.pick(TINTS),
    shape,
    fill: COLOURS[colour]?.rgb ?? [128, 128, 128],
    angle: random.int(-18, 18),
    scale: random.int(72, 100),
    dx: random.int(-50, 50),
    dy: random.int(-60, 20),
    light: [Math.cos(direction), Math.sin(direction)],
    pattern: random.pick(PATTERNS),
  }
}

/** The backdrop's lightness at a point, both coordinates from 0 to 1. */
export function backdropAt(scene: Scene, x: number, y: number): number {
  const column = Math.min(LATTICE - 1.001, Math.max(0, x * (LATTICE - 1)))
  const row = Math.min(LATTICE - 1.001, Math.max(0, y * (LATTICE - 1)))
  const left = Math.floor(column)
  const top = Math.floor(row)
  const at = top * LATTICE + left
  const right = column - left
  const down = row - top
  const { lightness } = scene
  const upper = (lightness[at] ?? 0) * (1 - right) + (lightness[at + 1] ?? 0) * right
  const lower = (lightness[at + LATTICE] ?? 0) * (1 - right) + (lightness[at + LATTICE + 1] ?? 0) * right
  return upper * (1 - down) + lower * down
}

/** How bright the light makes the shape at a point of the canvas, around 1. */
export function shadeAt(scene: Scene, x: number, y: number): number {
  return 1 - 0.9 * ((x - 0.5) * scene.light[0] + (y - 0.5) * scene.light[1])
}

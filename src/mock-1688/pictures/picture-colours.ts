import sharp from 'sharp'
import type { PictureColours } from '../state/images.ts'

const GRID = 10

/** The colours of an uploaded picture, or null when it cannot be read. */
export async function coloursOf(bytes: Buffer): Promise<PictureColours | null> {
  try {
    const { data } = await sharp(bytes)
      .resize(GRID, GRID, { fit: 'fill' })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const pixel = (x: number, y: number): number[] => [0, 1, 2].map((channel) => data[(y * GRID + x) * 3 + channel] ?? 0)
    return { background: average([pixel(0, 0), pixel(GRID - 1, 0)]), subject: average([pixel(4, 4), pixel(5, 4)]) }
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

function average(pixels: readonly (readonly number[])[]): number[] {
  return [0, 1, 2].map((channel) => pixels.reduce((sum, pixel) => sum + (pixel[channel] ?? 0), 0) / pixels.length)
}

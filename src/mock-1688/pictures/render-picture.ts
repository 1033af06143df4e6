import sharp from 'sharp'
import type { Product } from '../catalogue/product.ts'
import { COLOURS } from '../catalogue/vocabulary/variants.ts'
import { paletteOf } from './palette.ts'
import { SHAPES } from './shapes.ts'

export type PictureFormat = 'jpg' | 'png'

/** Which picture of a product: `1`… the gallery, `white` on white, `colour-3` the SKU of that colour. */
export type PictureName = string

/** Draws a product's picture: its shape in its colour with the Chinese title, `size` pixels wide and high. */
export async function renderPicture(product: Product, name: PictureName, output: { size: number; format: PictureFormat }): Promise<Buffer> {
  const svg = svgOf(product, name)
  const image = sharp(Buffer.from(svg)).resize(output.size, output.size)
  return output.format === 'png' ? image.png().toBuffer() : image.jpeg({ quality: 82 }).toBuffer()
}

function svgOf(product: Product, name: PictureName): string {
  const palette = paletteOf(product)
  const colour = /^colour-(\d+)$/.exec(name)?.[1]
  const fill = rgb(colour === undefined ? palette.subject : (COLOURS[Number(colour)]?.rgb ?? palette.subject))
  const page = /^[1-9]$/.test(name) ? Number(name) : 1
  const background = name === 'white' ? 'rgb(255,255,255)' : rgb(palette.background)
  const turn = page > 1 ? `rotate(${(page - 1) * 9} 400 400)` : ''
  const title = name === 'white' ? '' : caption(product, page)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800">
<rect width="800" height="800" fill="${background}"/>
<g fill="${fill}" stroke="rgba(30,30,40,.35)" stroke-width="5" transform="${turn}">${SHAPES[product.kind.shape]}</g>${title}</svg>`
}

function caption(product: Product, page: number): string {
  const text = [...product.title.zh].slice(0, 20).join('')
  return `<rect y="660" width="800" height="140" fill="rgba(255,255,255,.82)"/>
<g font-family="Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif" fill="#222">
<text x="400" y="718" font-size="36" text-anchor="middle">${text}</text>
<text x="400" y="770" font-size="26" text-anchor="middle" fill="#666">${product.kind.name.zh} · ${product.offerId} · ${page}/${product.pictures}</text></g>`
}

function rgb(colour: readonly number[]): string {
  return `rgb(${colour.join(',')})`
}

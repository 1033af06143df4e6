import sharp, { type Sharp } from 'sharp'
import type { Product } from '../catalogue/product.ts'
import { COLOURS } from '../catalogue/vocabulary/variants.ts'
import { backdropAt, type Scene, sceneOf, shadeAt } from './scene.ts'
import { SHAPES } from './shapes.ts'

export type PictureFormat = 'jpg' | 'png'

/** Which picture of a product: `1`… the gallery, `white` on white, `colour-3` the SKU of that colour, `certificate`. */
export type PictureName = string

const CANVAS = 800
/** The backdrop is computed this wide and enlarged: it has no detail to lose. */
const BACKDROP = 80

/** Draws a product's picture: its shape in its colour before its own backdrop, `size` pixels wide and high. */
export async function renderPicture(product: Product, name: PictureName, output: { size: number; format: PictureFormat }): Promise<Buffer> {
  const scene = turned(sceneOfProduct(product), name)
  const plain = name === 'white' || name === 'certificate'
  const backdrop = plain ? blank() : backdropOf(scene)
  const over = Buffer.from(name === 'certificate' ? certificateSvg(product) : subjectSvg(product, scene, name))
  const drawn = await backdrop
    .resize(CANVAS, CANVAS, { kernel: 'cubic' })
    .composite([{ input: over }])
    .png({ compressionLevel: 0 })
    .toBuffer()
  const image = sharp(drawn).resize(output.size, output.size)
  return output.format === 'png' ? image.png().toBuffer() : image.jpeg({ quality: 82 }).toBuffer()
}

/** The scene of the main picture. */
export function sceneOfProduct(product: Product): Scene {
  return sceneOf(product.index, product.kind.shape, product.colours[0] ?? 0)
}

/** The scene of another picture: the same place, the thing turned or in another colour. */
function turned(scene: Scene, name: PictureName): Scene {
  const colour = /^colour-(\d+)$/.exec(name)?.[1]
  if (colour !== undefined) return { ...scene, fill: COLOURS[Number(colour)]?.rgb ?? scene.fill }
  const page = /^[1-9]$/.test(name) ? Number(name) : 1
  return page === 1 ? scene : { ...scene, angle: scene.angle + (page - 1) * 9, dx: -scene.dx, scale: scene.scale + (page - 1) * 3 }
}

function backdropOf(scene: Scene): Sharp {
  const pixels = new Uint8Array(BACKDROP * BACKDROP * 3)
  for (let row = 0; row < BACKDROP; row++) {
    for (let column = 0; column < BACKDROP; column++) {
      const lightness = backdropAt(scene, (column + 0.5) / BACKDROP, (row + 0.5) / BACKDROP)
      for (let channel = 0; channel < 3; channel++)
        pixels[(row * BACKDROP + column) * 3 + channel] = Math.min(255, lightness * (scene.tint[channel] ?? 1))
    }
  }
  return sharp(pixels, { raw: { width: BACKDROP, height: BACKDROP, channels: 3 } })
}

function blank(): Sharp {
  return sharp({ create: { width: BACKDROP, height: BACKDROP, channels: 3, background: '#fff' } })
}

function subjectSvg(product: Product, scene: Scene, name: PictureName): string {
  const page = /^[1-9]$/.test(name) ? Number(name) : 1
  const place = `translate(${400 + scene.dx} ${400 + scene.dy}) rotate(${scene.angle}) scale(${scene.scale / 100}) translate(-400 -400)`
  const title = name === 'white' ? '' : caption(product, page)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800">
<defs>${lightSvg(scene)}${PATTERN_SVG[scene.pattern]}</defs>
<g transform="${place}"><g fill="#000" fill-opacity=".14" transform="translate(14 20)">${SHAPES[scene.shape]}</g></g>
<mask id="m"><g transform="${place}" fill="#fff" stroke="#fff">${SHAPES[scene.shape]}</g></mask>
<rect width="800" height="800" fill="url(#l)" mask="url(#m)"/>
${scene.pattern === 'plain' ? '' : '<rect width="800" height="800" fill="url(#p)" mask="url(#m)"/>'}
<g transform="${place}" fill="none" stroke="rgba(30,30,40,.35)" stroke-width="4">${SHAPES[scene.shape]}</g>${title}</svg>`
}

/** The light over the whole canvas, from bright to dark along the scene's vector. */
function lightSvg(scene: Scene): string {
  const [x, y] = scene.light
  const reach = 400
  const at = (side: number): string => rgb(scene.fill.map((value) => value * shadeAt(scene, 0.5 + (side * x) / 2, 0.5 + (side * y) / 2)))
  return `<linearGradient id="l" gradientUnits="userSpaceOnUse" x1="${400 - x * reach}" y1="${400 - y * reach}" x2="${400 + x * reach}" y2="${400 + y * reach}"><stop offset="0" stop-color="${at(-1)}"/><stop offset="1" stop-color="${at(1)}"/></linearGradient>`
}

const INK = 'rgba(255,255,255,.28)'

const PATTERN_SVG: Readonly<Record<Scene['pattern'], string>> = {
  plain: '',
  stripes: `<pattern id="p" width="26" height="26" patternUnits="userSpaceOnUse" patternTransform="rotate(35)"><rect width="9" height="26" fill="${INK}"/></pattern>`,
  dots: `<pattern id="p" width="34" height="34" patternUnits="userSpaceOnUse"><circle cx="17" cy="17" r="7" fill="${INK}"/></pattern>`,
  check: `<pattern id="p" width="44" height="44" patternUnits="userSpaceOnUse"><path d="M0 0h22v22H0zM22 22h22v22H22z" fill="${INK}"/></pattern>`,
}

function caption(product: Product, page: number): string {
  const text = [...product.title.zh].slice(0, 20).join('')
  return `<g font-family="Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif" fill="#1d1d24" fill-opacity=".8">
<text x="400" y="748" font-size="30" text-anchor="middle">${text}</text>
<text x="400" y="782" font-size="20" text-anchor="middle">${product.kind.name.zh} · ${product.offerId} · ${page}/${product.pictures}</text></g>`
}

function certificateSvg(product: Product): string {
  const [certificate] = product.certificates
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800"><rect x="50" y="90" width="700" height="620" fill="#fffdf5" stroke="#b08d3c" stroke-width="14"/>
<g font-family="Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif" text-anchor="middle" fill="#333">
<text x="400" y="230" font-size="40">${certificate?.name ?? '证书'}</text><text x="400" y="330" font-size="28">${certificate?.code ?? ''}</text>
<text x="400" y="440" font-size="28">${product.seller.companyName}</text><text x="400" y="500" font-size="26">${product.kind.name.zh}</text></g>
<circle cx="600" cy="600" r="62" fill="none" stroke="#c22" stroke-width="8"/></svg>`
}

function rgb(colour: readonly number[]): string {
  return `rgb(${colour.map((value) => Math.round(Math.min(255, Math.max(0, value)))).join(',')})`
}

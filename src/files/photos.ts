import sharp, { type Sharp } from 'sharp'
import { Refusal } from '../domain/shared/refusal.ts'
import { sha256Hex } from './object-store.ts'
import { isPhotoType, uploadType } from './upload-type.ts'

export type Picture = { bytes: Uint8Array; contentType: 'image/jpeg'; width: number; height: number; sha256: string }
export type PreparedPhoto = { photo: Picture; thumbnail: Picture }
/** Pixels of the prepared photo, from its upper left corner. */
export type Region = { left: number; top: number; width: number; height: number }

/** Above this a picture is refused before it is decoded: a small file can unfold to gigabytes. */
export const MAX_PIXELS = 50_000_000
const MAX_SIDE = 4096
const THUMBNAIL_SIDE = 480
const SEARCH_SIDE = 1024
// Evidence is looked at closely: stitches, prints, labels.
const PHOTO_QUALITY = 88
const THUMBNAIL_QUALITY = 75
/** Vouchers are JPEG under 1 MB (1688-open-platform 2.16), read as a million bytes to be safe. */
const MAX_VOUCHER_BYTES = 1_000_000
/** Sharpness goes before size: the worst noise of the last step still has less than two bits a pixel. */
const VOUCHER_STEPS = [
  { side: 2560, quality: 85 },
  { side: 1920, quality: 80 },
  { side: 1280, quality: 70 },
  { side: 800, quality: 60 },
] as const

/**
 * A photo as it is stored: upright, sRGB JPEG, at most 4096 pixels a side, free of EXIF (position, device) and of whatever else the file
 * carried; and its thumbnail. Throws Refusal `file.type_not_allowed`, `file.too_large` (pixels) or `file.unreadable`.
 */
export async function preparePhoto(bytes: Uint8Array, declaredType?: string): Promise<PreparedPhoto> {
  const type = await uploadType(bytes, declaredType)
  if (!isPhotoType(type)) throw new Refusal('file.type_not_allowed', { declared: declaredType ?? null, found: type })
  const photo = await cleanPicture(bytes)
  return { photo, thumbnail: await encode(sharp(photo.bytes), THUMBNAIL_SIDE, THUMBNAIL_QUALITY) }
}

/** The same of bytes that are known to be a picture, without a thumbnail. Throws Refusal `file.too_large` (pixels) or `file.unreadable`. */
export async function cleanPicture(bytes: Uint8Array): Promise<Picture> {
  await checkPixels(bytes)
  return encode(upright(bytes), MAX_SIDE, PHOTO_QUALITY)
}

/** A picture of ours at a size for lists. */
export async function thumbnailOf(photo: Uint8Array): Promise<Uint8Array> {
  return (await encode(upright(photo), THUMBNAIL_SIDE, THUMBNAIL_QUALITY)).bytes
}

/** A copy that 1688 takes as a voucher: JPEG under 1 MB, as large and as fine as that allows. The picture must be one of ours. */
export async function voucherOf(photo: Uint8Array): Promise<Uint8Array> {
  if (photo.byteLength < MAX_VOUCHER_BYTES) return photo
  for (const { side, quality } of VOUCHER_STEPS) {
    const { bytes } = await encode(sharp(photo), side, quality)
    if (bytes.byteLength < MAX_VOUCHER_BYTES) return bytes
  }
  throw new Error('a picture of ours does not become small enough for a voucher')
}

/**
 * A picture to search by: the same care as for a photo, and no larger than a search needs. Throws Refusal `file.type_not_allowed`,
 * `file.too_large` (pixels) or `file.unreadable`.
 */
export async function prepareSearchPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const type = await uploadType(bytes)
  if (!isPhotoType(type)) throw new Refusal('file.type_not_allowed', { declared: null, found: type })
  await checkPixels(bytes)
  return (await encode(upright(bytes), SEARCH_SIDE, PHOTO_QUALITY)).bytes
}

/** A copy whose regions nobody can read: for partners, who must not see a courier's phone or address. No region: the whole picture. */
export async function redactPhoto(photo: Picture, regions: readonly Region[]): Promise<PreparedPhoto> {
  const whole = { left: 0, top: 0, width: photo.width, height: photo.height }
  const wanted = (regions.length === 0 ? [whole] : regions).map((region) => clip(region, photo)).filter((region) => region !== undefined)
  const patches = await Promise.all(
    wanted.map(async (region) => ({ input: await coarse(photo, region), left: region.left, top: region.top })),
  )
  const redacted = await encode(sharp(photo.bytes).composite(patches), MAX_SIDE, PHOTO_QUALITY)
  return { photo: redacted, thumbnail: await encode(sharp(redacted.bytes), THUMBNAIL_SIDE, THUMBNAIL_QUALITY) }
}

async function checkPixels(bytes: Uint8Array): Promise<void> {
  const { width, height } = await readable(() => sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > MAX_PIXELS) throw new Refusal('file.too_large', { width, height, maxPixels: MAX_PIXELS })
}

function upright(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
}

async function encode(picture: Sharp, maxSide: number, quality: number): Promise<Picture> {
  const resized = picture
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, progressive: true })
  const { data, info } = await readable(() => resized.toBuffer({ resolveWithObject: true }))
  return { bytes: new Uint8Array(data), contentType: 'image/jpeg', width: info.width, height: info.height, sha256: sha256Hex(data) }
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw new Refusal('file.unreadable', { reason: 'the picture cannot be decoded' }, { cause: error })
  }
}

// A blur can be undone with patience. Averaging into a few blocks cannot: the strokes are gone.
const BLOCKS_ACROSS = 6

async function coarse(photo: Picture, region: Region): Promise<Buffer> {
  const side = Math.max(region.width, region.height) / BLOCKS_ACROSS
  const across = { width: Math.max(1, Math.round(region.width / side)), height: Math.max(1, Math.round(region.height / side)) }
  const blocks = await sharp(photo.bytes)
    .extract(region)
    .resize({ ...across, fit: 'fill', kernel: 'mitchell' })
    .png()
    .toBuffer()
  return sharp(blocks).resize({ width: region.width, height: region.height, fit: 'fill', kernel: 'cubic' }).png().toBuffer()
}

/** The part of the region that lies in the picture, in whole pixels; undefined when there is none. */
function clip(region: Region, { width, height }: Picture): Region | undefined {
  const left = Math.max(0, Math.floor(region.left))
  const top = Math.max(0, Math.floor(region.top))
  const right = Math.min(width, Math.ceil(region.left + region.width))
  const bottom = Math.min(height, Math.ceil(region.top + region.height))
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined
}

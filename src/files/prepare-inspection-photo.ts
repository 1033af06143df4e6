import type { Preparations, PreparedFile, PreparedPhoto } from '../domain/preparations.ts'
import type { ObjectStore } from './object-store.ts'
import { type Picture, preparePhoto, redactPhoto } from './photos.ts'

/** Shots that show a courier's label or the packing slip: names, phones and addresses are on them (domain.md 7.4, invariant 11). */
const SHOWS_LABEL: ReadonlySet<string> = new Set(['OUTER_BOX', 'PACKING_SLIP'])

/** Stores both copies of a picture under its hash, so that the same picture twice lies there once. */
export function createPrepareInspectionPhoto(store: ObjectStore): Preparations['preparePhoto'] {
  return async ({ bytes, shot, redactions }) => {
    const { photo } = await preparePhoto(bytes)
    const regions = redactions.map(({ x, y, width, height }) => ({ left: x, top: y, width, height }))
    const shown = SHOWS_LABEL.has(shot) || regions.length > 0 ? (await redactPhoto(photo, regions)).photo : photo
    const prepared: PreparedPhoto = { original: await keep(store, photo), redacted: await keep(store, shown) }
    return prepared
  }
}

async function keep(store: ObjectStore, picture: Picture): Promise<PreparedFile> {
  const storageKey = `photos/${picture.sha256.slice(0, 2)}/${picture.sha256}.jpg`
  await store.put(storageKey, picture.bytes, picture.contentType)
  return { sha256: picture.sha256, contentType: picture.contentType, byteLength: picture.bytes.byteLength, storageKey }
}

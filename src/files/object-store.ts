import { createHash, randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { DriverContract } from 'flydrive/types'

export type ObjectStoreOptions =
  | { kind: 'folder'; folder: string }
  | {
      kind: 's3'
      bucket: string
      region: string
      accessKeyId: string
      secretAccessKey: string
      /** For anything that speaks S3 but is not Amazon's. */
      endpoint?: string
      /** Bucket in the path and not in the host name: what most such servers want. */
      pathStyle?: boolean
    }
export type StoredObject = { sha256: string; byteLength: number }
export type ObjectStore = {
  /** Stores the bytes under the key, whole or not at all, replacing what was there. Keys are `part/part/name.ext`. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<StoredObject>
  /** The bytes, null when there is no such object. */
  get(key: string): Promise<Uint8Array | null>
  exists(key: string): Promise<boolean>
  /** Removes the object; one that is not there is removed already. */
  delete(key: string): Promise<void>
  /** Every key there is, page by page and in no order; what is just being written may be among them. */
  keys(): AsyncIterable<string[]>
  /** When the bytes were stored; null when there is no such object. */
  storedAt(key: string): Promise<Date | null>
}

/** Photos and evidence: in a local folder by default, in anything that speaks S3 by configuration. */
export async function createObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const disk = new Disk(
    options.kind === 'folder' ? new FSDriver({ location: options.folder, visibility: 'private' }) : await s3Driver(options),
  )
  return {
    put: async (key, bytes, contentType) => {
      if (options.kind === 'folder') await writeToFolder(disk, { folder: options.folder, key: checkedKey(key) }, bytes)
      else await disk.put(checkedKey(key), bytes, { contentType })
      return { sha256: sha256Hex(bytes), byteLength: bytes.byteLength }
    },
    get: async (key) => {
      const known = checkedKey(key)
      try {
        return await disk.getBytes(known)
      } catch (error) {
        if (isAbsent(error)) return null
        throw error
      }
    },
    exists: async (key) => disk.exists(checkedKey(key)),
    delete: async (key) => disk.delete(checkedKey(key)),
    keys: () => keysOf(disk),
    storedAt: async (key) => {
      try {
        return (await disk.getMetaData(key)).lastModified
      } catch (error) {
        if (isAbsent(error)) return null
        throw error
      }
    },
  }
}

async function* keysOf(disk: Disk): AsyncGenerator<string[]> {
  let page: string | undefined
  do {
    const { objects, paginationToken } = await disk.listAll(undefined, {
      recursive: true,
      ...(page === undefined ? {} : { paginationToken: page }),
    })
    yield [...objects].flatMap((one) => (one.isFile ? [one.key] : []))
    page = paginationToken
  } while (page !== undefined)
}

/** The name under which bytes are the same bytes: 64 hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Asking again whether it exists would race with whoever writes it now; the first answer says it. */
function isAbsent(error: unknown): boolean {
  const { cause } = (error ?? {}) as { cause?: { code?: string; name?: string } }
  return cause?.code === 'ENOENT' || cause?.name === 'NoSuchKey' || cause?.name === 'NotFound'
}

/** A folder, unlike S3, shows a file while it is being written: it gets its name when it is whole. (The driver's own move copies.) */
async function writeToFolder(disk: Disk, path: { folder: string; key: string }, bytes: Uint8Array): Promise<void> {
  const part = `${path.key}.${randomUUID()}.part`
  try {
    await disk.put(part, bytes)
    await rename(join(path.folder, part), join(path.folder, path.key))
  } catch (error) {
    await disk.delete(part)
    throw error
  }
}

const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/

// Our keys are made by us; anything else is a mistake that must not reach a file system.
function checkedKey(key: string): string {
  if (key.length > 512 || !KEY.test(key)) throw new TypeError(`not an object key: ${JSON.stringify(key)}`)
  return key
}

async function s3Driver(options: Extract<ObjectStoreOptions, { kind: 's3' }>): Promise<DriverContract> {
  // Loaded only when used: Amazon's client is larger than the rest of the process together.
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new S3Driver({
    bucket: options.bucket,
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    visibility: 'private',
    // Access is ours to decide; many compatible servers know no ACLs at all.
    supportsACL: false,
    forcePathStyle: options.pathStyle ?? options.endpoint !== undefined,
    // Newer checksums are unknown to older compatible servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  })
}

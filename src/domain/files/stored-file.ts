import type { Tenant } from '../shared/tenant.ts'

/** Bytes in the object store, immutable, found by their hash. */
export type StoredFile = Tenant & {
  id: string
  sha256: string
  contentType: string
  byteLength: number
  storageKey: string
  /** Staff-only files (unredacted originals) are a 404 for partners. */
  audience: 'partner' | 'staff'
  createdAt: Date
  version: number
}

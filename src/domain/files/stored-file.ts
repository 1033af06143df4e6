import type { Tenant } from '../shared/tenant.ts'

/** What a partner may say a file is. */
export const FILE_PURPOSES = ['REFUND_EVIDENCE', 'BRAND_AUTHORIZATION', 'CUSTOMS_DOCUMENT'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]

/** Bytes in the object store, immutable, found by their hash. */
export type StoredFile = Tenant & {
  id: string
  sha256: string
  contentType: string
  byteLength: number
  storageKey: string
  /** Staff-only files (unredacted originals) are a 404 for partners. */
  audience: 'partner' | 'staff'
  /** What the partner who sent it says it is; null for pictures of ours. */
  purpose: FilePurpose | null
  /** As its sender calls it: shown, never a path. */
  fileName: string | null
  /** Of the bytes as they were sent: pictures are written anew before they are kept. */
  sourceSha256: string | null
  /** Resources that name it. What a partner sent and nothing names is removed after a while. */
  attachedTo: string[]
  /** Null until its bytes are known to lie in the object store; until then it is nobody's. */
  storedAt: Date | null
  /** Set when its bytes are about to be removed: from then on it is nobody's. */
  discardedAt: Date | null
  createdAt: Date
  version: number
}

/** What is the same for every picture that we make ourselves: stored before its row is written, kept as long as what it belongs to. */
export const MADE_BY_US = {
  purpose: null,
  fileName: null,
  sourceSha256: null,
  attachedTo: [],
  discardedAt: null,
} satisfies Partial<StoredFile>

/** True while the file can be shown and attached. */
export function isKept(file: Pick<StoredFile, 'storedAt' | 'discardedAt'>): boolean {
  return file.storedAt !== null && file.discardedAt === null
}

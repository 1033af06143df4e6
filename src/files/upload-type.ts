import { fileTypeFromBuffer } from 'file-type'
import { Refusal } from '../domain/shared/refusal.ts'

/** What may be uploaded, and the extension it is stored with. */
export const uploadTypes = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const

export type UploadType = keyof typeof uploadTypes

/** The type the bytes really have, by their first bytes. Throws Refusal `file.type_not_allowed` when it is not allowed or not the declared one. */
export async function uploadType(bytes: Uint8Array, declared?: string): Promise<UploadType> {
  const found = (await fileTypeFromBuffer(bytes))?.mime
  const claimed = claimOf(declared)
  if (found === undefined || !isUploadType(found) || (claimed !== undefined && claimed !== found)) {
    throw new Refusal('file.type_not_allowed', { declared: claimed ?? null, found: found ?? null, allowed: Object.keys(uploadTypes) })
  }
  return found
}

/** True for types that are pictures, which are always re-encoded. */
export function isPhotoType(type: UploadType): boolean {
  return type.startsWith('image/')
}

/** Clients that do not know a type say `octet-stream`, and some have a name of their own for JPEG. */
function claimOf(declared: string | undefined): string | undefined {
  const claimed = declared?.split(';')[0]?.trim().toLowerCase()
  if (claimed === undefined || claimed === '' || claimed === 'application/octet-stream') return undefined
  return claimed === 'image/jpg' ? 'image/jpeg' : claimed
}

function isUploadType(type: string): type is UploadType {
  return Object.hasOwn(uploadTypes, type)
}

import { z } from 'zod'
import { FILE_PURPOSES, type StoredFile } from '../../../domain/files/stored-file.ts'
import { valueAt } from '../../../domain/policy/rule-at.ts'
import { HOUSE, type RuleBook } from '../../../domain/policy/rule-book.ts'
import { addMilliseconds } from '../../../domain/shared/clock.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

const filePurposeWire = z.enum(FILE_PURPOSES).meta({ id: 'FilePurpose', description: 'What a file is sent for. May gain values.' })

export const fileWire = z
  .object({
    object: z.literal('file'),
    id: idWire('fil'),
    livemode: z.boolean(),
    purpose: filePurposeWire.nullable().meta({ description: 'Null for a picture we took or kept ourselves.' }),
    fileName: z.string().nullable().meta({ description: 'As it was sent, without folders.' }),
    contentType: z.string().meta({ description: 'Of what is kept: every picture is JPEG.' }),
    byteLength: z.int().min(0),
    sha256: z.string().meta({ description: 'Of what is kept, in hexadecimal; the entity tag of a download.' }),
    sourceSha256: z
      .string()
      .nullable()
      .meta({ description: 'Of what you sent; a picture is written anew without its position and other data of the camera.' }),
    attachedTo: z.array(z.string()).meta({ description: 'Ids of what names it, refunds and shipments.' }),
    expiresAt: instantWire.nullable().meta({ description: 'When it is removed unless something names it by then.' }),
    createdAt: instantWire,
  })
  .meta({ id: 'UploadedFile', description: 'What is known of a photo or a document.' })

export function presentFile(file: StoredFile, { rules, now }: { rules: RuleBook; now: Date }): z.input<typeof fileWire> {
  const { id, livemode, purpose, fileName, contentType, byteLength, sha256, sourceSha256, attachedTo, storedAt } = file
  const isUnused = purpose !== null && attachedTo.length === 0 && storedAt !== null
  const { unusedMs } = valueAt('partnerFiles', now, rules.rowsFor(HOUSE))
  return {
    ...{ object: 'file', id, livemode, purpose, fileName, contentType, byteLength, sha256, sourceSha256, attachedTo },
    expiresAt: isUnused ? toInstantWire(addMilliseconds(storedAt, unusedMs)) : null,
    createdAt: toInstantWire(file.createdAt),
  }
}

export const fileExample: z.input<typeof fileWire> = {
  object: 'file',
  id: EXAMPLE.file,
  livemode: true,
  purpose: 'REFUND_EVIDENCE',
  fileName: 'cracked-shade.jpg',
  contentType: 'image/jpeg',
  byteLength: 184_320,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  sourceSha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
  attachedTo: [],
  expiresAt: '2026-11-29T01:02:03.000Z',
  createdAt: EXAMPLE.at,
}

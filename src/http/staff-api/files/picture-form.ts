import type { FastifyRequest } from 'fastify'
import { Problem } from '../../problem.ts'

/** A large phone picture is 12 MB. The body may be a little larger than the file. */
export const LARGEST_PHOTO_BYTES = 20 * 1024 * 1024
export const PHOTO_ENVELOPE_BYTES = 64 * 1024
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp']

/** One picture under `content` with its fields. Fields may come before or after it, so it is read whole; the parser bounds its size. */
export async function readPictureForm(request: FastifyRequest): Promise<{ bytes: Uint8Array; fields: Map<string, unknown> }> {
  if (!request.isMultipart()) throw new Problem('request.unsupported_media_type')
  const fields = new Map<string, unknown>()
  let bytes: Uint8Array | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, part.value)
    else {
      const content = await part.toBuffer()
      if (part.fieldname !== 'content') throw invalidField(part.fieldname, 'unknown_field')
      if (!PHOTO_TYPES.includes(part.mimetype)) throw new Problem('file.type_not_allowed', { declared: part.mimetype })
      bytes = content
    }
  }
  if (bytes === undefined || bytes.byteLength === 0) throw invalidField('content', 'required')
  return { bytes, fields }
}

/** Says which field of a form is wrong. */
export function invalidField(
  field: string,
  code: 'required' | 'unknown_field' | 'invalid_format' | 'invalid_value',
  cause?: unknown,
): Problem {
  return new Problem('request.validation_failed', {}, { fields: [{ in: 'body', pointer: `#/${field}`, code }], cause })
}

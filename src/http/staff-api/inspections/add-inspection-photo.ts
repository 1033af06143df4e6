import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { BENCH_ROLES, defineStaffRoute, openTo } from '../staff-door.ts'
import { photoExample, photoWire, toPhotoWire } from './photo-wire.ts'

/** A large phone picture is 12 MB. The body may be a little larger than the file. */
export const LARGEST_PHOTO_BYTES = 20 * 1024 * 1024
const ENVELOPE_BYTES = 64 * 1024
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp']

const rectangles = z
  .array(
    z.strictObject({ x: z.int().min(0), y: z.int().min(0), width: z.int().min(1), height: z.int().min(1) }).meta({ id: 'StaffRectangle' }),
  )
  .max(50)
const shotName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
  .max(40)

export const addInspectionPhoto = openTo(
  BENCH_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/inspections/{inspectionId}/photos',
    operationId: 'addInspectionPhoto',
    tag: 'Inspections',
    summary: 'Add a photo',
    description:
      'One picture of one shot. `redactions` covers private details in the copy partners see: rectangles in pixels of the upright picture, scaled to at most 4096 pixels a side. Without any, a shot of a label is made unreadable as a whole.',
    scope: null,
    params: z.object({ inspectionId: idWire('ins') }),
    bodyLimit: LARGEST_PHOTO_BYTES + ENVELOPE_BYTES,
    rawBody: {
      contentType: 'multipart/form-data',
      schema: {
        type: 'object',
        required: ['content', 'shot'],
        properties: {
          content: { type: 'string', format: 'binary', description: `JPEG, PNG or WebP, at most ${LARGEST_PHOTO_BYTES} bytes.` },
          shot: { type: 'string', maxLength: 40, description: 'Which shot of the plan this is.' },
          redactions: { type: 'string', description: 'JSON: `[{"x":0,"y":0,"width":10,"height":10}]`.' },
        },
      },
    },
    response: { status: 201, schema: photoWire, example: photoExample },
    problems: [401, 403, 409, 422],
    handler: async ({ request, params, actor, preparations, unitOfWork, commands }) => {
      const { bytes, shot, redactions } = await readForm(request)
      const photo = await preparations.preparePhoto({ bytes, shot, redactions })
      const input = { actor: actor(), inspectionId: params.inspectionId, shot, photo }
      const added = await unitOfWork.run((tx) => commands.addInspectionPhoto(tx, input))
      return answer(toPhotoWire(added), { location: `/staff/v1/files/${added.originalFileId}` })
    },
  }),
)

type Form = { bytes: Uint8Array; shot: string; redactions: z.output<typeof rectangles> }

/** Fields may come before or after the file, so the file is read whole; its size is bounded by the parser. */
async function readForm(request: FastifyRequest): Promise<Form> {
  if (!request.isMultipart()) throw new Problem('request.unsupported_media_type')
  const fields = new Map<string, unknown>()
  let bytes: Uint8Array | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, part.value)
    else {
      const content = await part.toBuffer()
      if (part.fieldname !== 'content') throw invalid(part.fieldname, 'unknown_field')
      if (!PHOTO_TYPES.includes(part.mimetype)) throw new Problem('file.type_not_allowed', { declared: part.mimetype })
      bytes = content
    }
  }
  if (bytes === undefined || bytes.byteLength === 0) throw invalid('content', 'required')
  const shot = shotName.safeParse(fields.get('shot'))
  if (!shot.success) throw invalid('shot', fields.has('shot') ? 'invalid_format' : 'required')
  const redactions = rectangles.safeParse(parseJson(fields.get('redactions')))
  if (!redactions.success) throw invalid('redactions', 'invalid_value')
  return { bytes, shot: shot.data, redactions: redactions.data }
}

function parseJson(text: unknown): unknown {
  if (text === undefined || text === '') return []
  try {
    return JSON.parse(String(text))
  } catch (cause) {
    throw invalid('redactions', 'invalid_format', cause)
  }
}

function invalid(field: string, code: 'required' | 'unknown_field' | 'invalid_format' | 'invalid_value', cause?: unknown): Problem {
  return new Problem('request.validation_failed', {}, { fields: [{ in: 'body', pointer: `#/${field}`, code }], cause })
}

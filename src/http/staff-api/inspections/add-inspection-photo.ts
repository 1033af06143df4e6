import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answer } from '../../answer.ts'
import { idWire } from '../../schema/wire.ts'
import { invalidField, LARGEST_PHOTO_BYTES, PHOTO_ENVELOPE_BYTES, readPictureForm } from '../files/picture-form.ts'
import { BENCH_ROLES, defineStaffRoute, openTo } from '../staff-door.ts'
import { photoExample, photoWire, toPhotoWire } from './photo-wire.ts'

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
    bodyLimit: LARGEST_PHOTO_BYTES + PHOTO_ENVELOPE_BYTES,
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

async function readForm(request: FastifyRequest): Promise<Form> {
  const { bytes, fields } = await readPictureForm(request)
  const shot = shotName.safeParse(fields.get('shot'))
  if (!shot.success) throw invalidField('shot', fields.has('shot') ? 'invalid_format' : 'required')
  const redactions = rectangles.safeParse(parseJson(fields.get('redactions')))
  if (!redactions.success) throw invalidField('redactions', 'invalid_value')
  return { bytes, shot: shot.data, redactions: redactions.data }
}

function parseJson(text: unknown): unknown {
  if (text === undefined || text === '') return []
  try {
    return JSON.parse(String(text))
  } catch (cause) {
    throw invalidField('redactions', 'invalid_format', cause)
  }
}

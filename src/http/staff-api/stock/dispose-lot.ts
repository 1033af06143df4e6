import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { invalidField, LARGEST_PHOTO_BYTES, PHOTO_ENVELOPE_BYTES, readPictureForm } from '../files/picture-form.ts'
import { defineStaffRoute, openTo, PACKING_ROLES } from '../staff-door.ts'
import { lotExample, lotWire, readLot } from './lot-wire.ts'

const reasonText = z.string().trim().min(1).max(300)

/** The picture of goods on their way out; it has no place in a shot plan. */
const DISPOSAL_SHOT = 'DISPOSAL'

export const disposeLot = openTo(
  PACKING_ROLES,
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/stock-lots/{lotId}/dispose',
    operationId: 'disposeLot',
    tag: 'Stock',
    summary: 'The goods were disposed of',
    description: 'Only what was given up after its notices. The owner is told, with the reason and the picture: show no labels on it.',
    scope: null,
    params: z.object({ lotId: idWire('lot') }),
    bodyLimit: LARGEST_PHOTO_BYTES + PHOTO_ENVELOPE_BYTES,
    rawBody: {
      contentType: 'multipart/form-data',
      schema: {
        type: 'object',
        required: ['content', 'reason'],
        properties: {
          content: { type: 'string', format: 'binary', description: `JPEG, PNG or WebP, at most ${LARGEST_PHOTO_BYTES} bytes.` },
          reason: { type: 'string', maxLength: 300, description: 'How and why, for the owner to read.' },
        },
      },
    },
    response: { status: 200, schema: lotWire, example: lotExample },
    problems: [401, 403, 409, 422],
    handler: async (context) => {
      const { params, actor, preparations, unitOfWork, commands, reads } = context
      const { bytes, fields } = await readPictureForm(context.request)
      const reason = reasonText.safeParse(fields.get('reason'))
      if (!reason.success) throw invalidField('reason', fields.has('reason') ? 'invalid_value' : 'required')
      if ((await reads.lot(params.lotId)) === undefined) throw new Problem('resource.not_found')
      const photo = await preparations.preparePhoto({ bytes, shot: DISPOSAL_SHOT, redactions: [] })
      await unitOfWork.run((tx) => commands.disposeStock(tx, { actor: actor(), lotId: params.lotId, photo, reason: reason.data }))
      return readLot(context, params.lotId)
    },
  }),
)

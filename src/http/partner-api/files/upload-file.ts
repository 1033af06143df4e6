import { FILE_PURPOSES } from '../../../domain/files/stored-file.ts'
import { answer } from '../../answer.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { fileExample, fileWire, presentFile } from './file-presenter.ts'
import { LARGEST_UPLOAD_BYTES, receiveUpload } from './receive-upload.ts'

const ENVELOPE_BYTES = 64 * 1024

export const uploadFile = definePartnerRoute({
  method: 'POST',
  path: '/v1/files',
  operationId: 'uploadFile',
  tag: 'Files',
  summary: 'Send a file',
  description:
    'One photo or document, to be named where evidence is asked for: `evidenceFileIds` of a refund, `fileId` of its evidence, `documentFileIds` of a shipment. JPEG, PNG and WebP are decoded and kept as JPEG of at most 4096 pixels a side, upright and without position or other data of the camera; a PDF is kept byte for byte if it holds no scripts, no other files and no password. The type is told by the bytes; a declared one must agree. What nothing names is removed at `expiresAt`. The same key with the same file, name and purpose answers the first answer again.',
  scope: 'files:write',
  cost: 5,
  bodyLimit: LARGEST_UPLOAD_BYTES + ENVELOPE_BYTES,
  rawBody: {
    contentType: 'multipart/form-data',
    schema: {
      type: 'object',
      required: ['content', 'purpose'],
      properties: {
        content: {
          type: 'string',
          format: 'binary',
          description: 'JPEG, PNG, WebP or PDF, at most 10 MiB and 50 megapixels. Its file name is kept to be shown.',
        },
        purpose: { type: 'string', enum: [...FILE_PURPOSES], description: 'What it is sent for.' },
        sha256: {
          type: 'string',
          minLength: 64,
          maxLength: 64,
          pattern: '^[0-9a-fA-F]{64}$',
          description: 'Of the file, in hexadecimal: what arrives changed is refused.',
        },
      },
    },
  },
  response: { status: 201, schema: fileWire, example: fileExample },
  problems: [503],
  idempotent: true,
  receive: receiveUpload,
  prepare: ({ preparations, tenant, received }) => {
    const { purpose, fileName, declaredType, sourceSha256, path } = received
    return preparations.prepareUpload({ tenant, purpose, fileName, declaredType, sourceSha256, path })
  },
  handler: async ({ commands, tx, tenant, prepared, rules, clock }) => {
    const file = await commands.saveUpload(tx, { tenant, fileId: prepared.fileId })
    return answer(presentFile(file, { rules, now: clock.now() }), { location: `/v1/files/${file.id}` })
  },
})

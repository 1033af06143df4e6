import { z } from 'zod'
import { answer } from '../../answer.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
/** Stored bytes never change: the browser keeps them for a day, for this person only. */
const CACHE_CONTROL = 'private, max-age=86400, immutable'

export const showFile = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/files/{fileId}',
    operationId: 'showFile',
    tag: 'Files',
    summary: 'A stored file',
    description:
      'The bytes of a photo or other evidence, the unredacted original included. `size=thumbnail` answers a picture at no more than 480 pixels a side. A document is downloaded, not shown.',
    scope: null,
    params: z.object({ fileId: idWire('fil') }),
    query: z.strictObject({ size: z.enum(['whole', 'thumbnail']).optional() }),
    response: { status: 200, contentTypes: [...PICTURES, 'application/pdf', 'application/octet-stream'] },
    problems: [401, 403, 404],
    handler: async ({ params, query, reads, readFile, shrink }) => {
      const file = await reads.file(params.fileId)
      const bytes = file === undefined ? null : await readFile(file.storageKey)
      if (file === undefined || bytes === null) throw new Problem('resource.not_found')
      const isPicture = PICTURES.some((type) => type === file.contentType)
      const isSmall = isPicture && query.size === 'thumbnail'
      const isKnown = isPicture || file.contentType === 'application/pdf'
      return answer(isSmall ? await shrink(bytes) : bytes, {
        contentType: isSmall ? 'image/jpeg' : isKnown ? file.contentType : 'application/octet-stream',
        cacheControl: CACHE_CONTROL,
        headers: {
          // What someone uploaded is shown, never run; a browser's reader of documents runs too much to show one.
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': contentDisposition(isPicture ? 'inline' : 'attachment', { fileName: file.fileName, fallback: file.id }),
          'x-content-type-options': 'nosniff',
        },
      })
    },
  }),
)

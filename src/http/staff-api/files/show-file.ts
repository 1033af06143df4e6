import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

const CONTENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'video/mp4'] as const
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
    description: 'The bytes of a photo or other evidence, the unredacted original included.',
    scope: null,
    params: z.object({ fileId: idWire('fil') }),
    response: { status: 200, contentTypes: CONTENT_TYPES },
    problems: [401, 403, 404],
    handler: async ({ params, reads, readFile }) => {
      const file = await reads.file(params.fileId)
      const bytes = file === undefined ? null : await readFile(file.storageKey)
      if (file === undefined || bytes === null) throw new Problem('resource.not_found')
      const isKnown = CONTENT_TYPES.some((type) => type === file.contentType)
      return answer(bytes, {
        contentType: isKnown ? file.contentType : 'application/octet-stream',
        cacheControl: CACHE_CONTROL,
        headers: {
          // What someone uploaded is shown, never run.
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': isKnown ? 'inline' : 'attachment',
          'x-content-type-options': 'nosniff',
        },
      })
    },
  }),
)

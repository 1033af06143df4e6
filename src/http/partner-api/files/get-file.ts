import { z } from 'zod'
import type { StoredFile } from '../../../domain/files/stored-file.ts'
import { type AnswerHead, answer } from '../../answer.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { isFresh } from '../../plugins/conditional.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { fileExample, fileWire, presentFile } from './file-presenter.ts'

const CONTENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf'] as const

export const getFile = definePartnerRoute({
  method: 'GET',
  path: '/v1/files/{fileId}',
  operationId: 'getFile',
  tag: 'Files',
  summary: 'Download a file',
  description:
    'A photo or a document of yours, as it is kept. The bytes never change, so keep them. `format=json`, or an `Accept` of `application/json` and nothing else, answers what is known of it instead.',
  scope: 'files:read',
  params: z.object({ fileId: idWire('fil') }),
  query: z.strictObject({ format: z.enum(['json', 'bytes']).optional().meta({ description: 'Goes before `Accept`.' }) }),
  etag: true,
  response: { status: 200, schema: fileWire, example: fileExample, alsoAs: CONTENT_TYPES },
  handler: async ({ reads, readFile, tenant, params, query, request, rules, clock }) => {
    const file = await reads.file(tenant, params.fileId)
    if (file === undefined) throw new Problem('resource.not_found')
    if ((query.format ?? wantedBy(request.headers.accept)) === 'json') {
      return answer(presentFile(file, { rules, now: clock.now() }), { etag: `v${file.version}` })
    }
    const head = headOf(file)
    if (isFresh(request.headers['if-none-match'], file.sha256)) return answer(new Uint8Array(), head)
    const bytes = await readFile(file.storageKey)
    if (!bytes) throw new Error(`the bytes of ${file.id} are gone`)
    return answer(bytes, head)
  },
})

/** Most clients name JSON beside everything else without meaning it. */
function wantedBy(accept: string | undefined): 'json' | 'bytes' {
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase())
  return types.every((type) => type === 'application/json') ? 'json' : 'bytes'
}

function headOf({ id, fileName, contentType, sha256 }: StoredFile): AnswerHead {
  return {
    etag: sha256,
    contentType,
    cacheControl: 'private, max-age=86400, immutable',
    headers: {
      // Bytes of strangers are never run, framed or sniffed in our name.
      'content-disposition': contentDisposition('attachment', { fileName, fallback: id }),
      'content-security-policy': "default-src 'none'; sandbox",
    },
  }
}

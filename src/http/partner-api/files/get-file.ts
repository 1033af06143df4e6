import { z } from 'zod'
import { answer } from '../../answer.ts'
import { isFresh } from '../../plugins/conditional.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'

export const getFile = definePartnerRoute({
  method: 'GET',
  path: '/v1/files/{fileId}',
  operationId: 'getFile',
  tag: 'Files',
  summary: 'Download a file',
  description: 'A photo or a document of yours, byte for byte. Files never change, so keep them.',
  scope: 'files:read',
  params: z.object({ fileId: idWire('fil') }),
  etag: true,
  response: { status: 200, contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'video/mp4'] },
  handler: async ({ reads, readFile, tenant, params, request }) => {
    const file = await reads.file(tenant, params.fileId)
    if (file?.audience !== 'partner') throw new Problem('resource.not_found')
    const head = {
      etag: file.sha256,
      contentType: file.contentType,
      cacheControl: 'private, max-age=86400, immutable',
      // Bytes of strangers are never run, framed or sniffed in our name.
      headers: { 'content-disposition': `attachment; filename="${file.id}"`, 'content-security-policy': "default-src 'none'; sandbox" },
    }
    if (isFresh(request.headers['if-none-match'], file.sha256)) return answer(new Uint8Array(), head)
    const bytes = await readFile(file.storageKey)
    if (!bytes) throw new Error(`the bytes of ${file.id} are gone`)
    return answer(bytes, head)
  },
})

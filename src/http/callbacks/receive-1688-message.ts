import type { FastifyInstance } from 'fastify'
import { Problem } from '../problem.ts'

/** Verifies the bytes as received, stores the message once and asks for its job; nothing else happens while 1688 waits. */
export type ReceivePush = (rawFormBody: Uint8Array) => Promise<'stored' | 'known' | 'badSignature' | 'malformed'>

/** `POST /callbacks/1688/messages`: the signature covers the raw form, so this door keeps the bytes (1688 reference 2.20). */
export async function add1688Callback(app: FastifyInstance, receivePush: ReceivePush): Promise<void> {
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    door.post('/callbacks/1688/messages', { bodyLimit: MAX_BYTES }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem('request.unsupported_media_type')
      const outcome = await receivePush(request.body)
      if (outcome === 'badSignature') throw new Problem('callback.signature_invalid')
      // 1688 keeps what we refuse with 400 and offers it again for pulling.
      if (outcome === 'malformed') throw new Problem('request.malformed')
      return reply.code(204).send()
    })
  })
}

const MAX_BYTES = 512 * 1024

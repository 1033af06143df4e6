import type { FastifyInstance } from 'fastify'
import type { CallbackHeaders } from '../../domain/wallet/payment-provider.ts'
import { Problem } from '../problem.ts'

/** Verifies the bytes as received, stores the message once and asks for its job; nothing else happens while the provider waits. */
export type ReceivePaymentMessage = (
  rawBody: Uint8Array,
  headers: CallbackHeaders,
) => Promise<'stored' | 'known' | 'badSignature' | 'malformed'>

/** `POST /callbacks/payments/messages`: the signature covers the raw body, so this door keeps the bytes. */
export async function addPaymentCallback(app: FastifyInstance, receivePaymentMessage: ReceivePaymentMessage): Promise<void> {
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) => done(null, body))
    door.post('/callbacks/payments/messages', { bodyLimit: MAX_BYTES }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem('request.unsupported_media_type')
      const outcome = await receivePaymentMessage(request.body, request.headers)
      if (outcome === 'badSignature') throw new Problem('callback.signature_invalid')
      if (outcome === 'malformed') throw new Problem('request.malformed')
      return reply.code(204).send()
    })
  })
}

const MAX_BYTES = 64 * 1024

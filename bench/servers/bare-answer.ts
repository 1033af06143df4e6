import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { serve, settingsOf } from '../support/serve.ts'

/** The least a Fastify server can do for an answer: send bytes it has. */
const { base64 } = settingsOf<{ base64: string }>()
const bytes = Buffer.from(base64, 'base64')
const app = Fastify()
app.get('/v1/products', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
app.get('/v1/products/:productId', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
await app.listen({ host: '127.0.0.1', port: 0 })
serve(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)

import type { AddressInfo } from 'node:net'
import proxy from '@fastify/http-proxy'
import Fastify from 'fastify'
import { serve, settingsOf } from '../support/serve.ts'

/** What a gateway costs that only passes answers on. */
const { upstream } = settingsOf<{ upstream: string }>()
const app = Fastify()
await app.register(proxy, { upstream })
await app.listen({ host: '127.0.0.1', port: 0 })
serve(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Payment } from './payments.ts'
import type { World } from './world.ts'

const CURRENCY = /^[A-Z]{3}$/
const AMOUNT = /^\d{1,15}(\.\d{1,3})?$/

/** What a merchant may call: open, find, list. Every call is signed; a wrong signature answers 401. */
export function apiRoutes(server: FastifyInstance, world: World): void {
  server.post('/v1/payments', (request, reply) =>
    guarded(world, request, reply, (merchantId) => {
      const body = request.body as Record<string, unknown>
      const { merchantOrderNo, amount, currency, expireTime } = body
      const isSound =
        typeof merchantOrderNo === 'string' &&
        typeof amount === 'string' &&
        AMOUNT.test(amount) &&
        typeof currency === 'string' &&
        CURRENCY.test(currency) &&
        typeof expireTime === 'string' &&
        !Number.isNaN(Date.parse(expireTime))
      if (!isSound) return { code: 'PARAMETER_INVALID' }
      if (world.faults.refusedCurrencies.has(currency)) return { code: 'PAYMENT_REFUSED' }
      const payment = world.payments.open({ merchantId, merchantOrderNo, amount, currency, expireTime })
      if (payment.amount !== amount || payment.currency !== currency) return { code: 'ORDER_CONFLICT' }
      world.save()
      return { code: '0000', data: shown(world, payment) }
    }),
  )
  server.get<{ Params: { orderNo: string } }>('/v1/payments/by-order/:orderNo', (request, reply) =>
    guarded(world, request, reply, (merchantId) => {
      const payment = world.payments.find(merchantId, request.params.orderNo)
      return payment === undefined ? { code: 'PAYMENT_NOT_FOUND' } : { code: '0000', data: shown(world, payment) }
    }),
  )
  server.get<{ Querystring: Record<string, string> }>('/v1/payments', (request, reply) =>
    guarded(world, request, reply, (merchantId) => ({ code: '0000', data: page(world, merchantId, request.query) })),
  )
}

function page(world: World, merchantId: string, query: Record<string, string>) {
  const { updatedFrom = '', updatedTo = '', cursor = '', limit = '100' } = query
  const positionOf = (payment: Payment) => `${payment.updateTime}/${payment.paymentId}`
  const found = world.payments
    .all()
    .filter((payment) => payment.merchantId === merchantId)
    .filter(({ updateTime }) => updateTime >= updatedFrom && updateTime <= updatedTo)
    .sort((left, right) => (positionOf(left) < positionOf(right) ? -1 : 1))
    .filter((payment) => positionOf(payment) > cursor)
  const items = found.slice(0, Math.min(Number(limit), 100))
  const last = found.length > items.length ? items.at(-1) : undefined
  return { items: items.map((payment) => shown(world, payment)), nextCursor: last === undefined ? null : positionOf(last) }
}

function shown({ publicUrl }: World, payment: Payment) {
  return { ...payment, checkoutUrl: `${publicUrl()}/checkout/${payment.merchantOrderNo}` }
}

async function guarded(world: World, request: FastifyRequest, reply: FastifyReply, answer: (merchantId: string) => object) {
  const fault = world.takeFault()
  if (fault?.kind === 'http') return reply.code(fault.status ?? 500).send({ code: 'SYSTEM_ERROR' })
  if (fault?.kind === 'garbage') return reply.type('application/json').send('{"code":"00')
  if (fault?.kind === 'cutBefore') return cut(request, reply)
  if (!isSigned(world, request)) return reply.code(401).send({ code: 'SIGN_INVALID' })
  const body = answer(String(request.headers['x-merchant-id']))
  return fault?.kind === 'cutAfter' ? cut(request, reply) : body
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.raw.socket.destroy()
  return reply.hijack()
}

function isSigned({ secret }: World, request: FastifyRequest): boolean {
  const text = [request.headers['x-timestamp'], request.method, request.url, request.rawText ?? ''].join('\n')
  const expected = Buffer.from(createHmac('sha256', secret).update(text).digest('hex'))
  const given = Buffer.from(String(request.headers['x-sign']))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

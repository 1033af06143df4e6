import { type Dispatcher, request } from 'undici'
import type { z } from 'zod'
import { formatMajor } from '../domain/shared/money.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import type { CallbackHeaders, PaymentMessageVerdict, PaymentProvider, ProviderPayment } from '../domain/wallet/payment-provider.ts'
import { callbackWire, envelopeWire, paymentPageWire, paymentWire, toPayment } from './payment-wire.ts'
import { isCallbackSignature, signRequest } from './sign.ts'

export type PaymentAccount = { baseUrl: string; merchantId: string; secret: string }
export type PaymentProviderOptions = PaymentAccount & { now: () => Date; timeoutMs?: number; dispatcher?: Dispatcher }

/** The wire is checked, the money too: an answer that is not understood is never taken for "not there". */
export function createPaymentProvider(options: PaymentProviderOptions): PaymentProvider & {
  verifyMessage(rawBody: Uint8Array, headers: CallbackHeaders): PaymentMessageVerdict
} {
  const call = createCall(options)
  return {
    async openPayment({ reference, amount, expiresAt }) {
      const { merchantId } = options
      const body = {
        merchantOrderNo: reference,
        amount: formatMajor(amount),
        currency: amount.currency,
        expireTime: expiresAt.toISOString(),
        merchantId,
      }
      const { code, data } = await call('POST', '/v1/payments', body)
      if (code === REFUSED) return null
      return paymentOf(code, data)
    },
    async findPayment(reference) {
      const { code, data } = await call('GET', `/v1/payments/by-order/${encodeURIComponent(reference)}`)
      return code === NOT_FOUND ? undefined : paymentOf(code, data)
    },
    async *listPayments({ from, to }) {
      let cursor: string | null = ''
      while (cursor !== null) {
        const query = new URLSearchParams({ updatedFrom: from.toISOString(), updatedTo: to.toISOString(), limit: '100', cursor })
        const { code, data } = await call('GET', `/v1/payments?${query}`)
        const page: z.output<typeof paymentPageWire> = shaped(paymentPageWire, code, data)
        for (const payment of page.items) yield toPayment(payment)
        cursor = page.nextCursor
      }
    },
    verifyMessage: (rawBody, headers) => verifyMessage(options.secret, rawBody, headers),
  }
}

const SUCCESS = '0000'
const NOT_FOUND = 'PAYMENT_NOT_FOUND'
const REFUSED = 'PAYMENT_REFUSED'
const TIMEOUT_MS = 10_000

function verifyMessage(secret: string, rawBody: Uint8Array, headers: CallbackHeaders): PaymentMessageVerdict {
  const { 'x-timestamp': timestamp, 'x-sign': sign } = headers
  if (typeof timestamp !== 'string' || typeof sign !== 'string') return { kind: 'badSignature' }
  if (!isCallbackSignature(secret, { timestamp, rawBody, sign })) return { kind: 'badSignature' }
  const body = Buffer.from(rawBody).toString('utf8')
  const parsed = callbackWire.safeParse(parseJson(body))
  if (!parsed.success) return { kind: 'malformed' }
  const { messageId, data } = parsed.data
  return { kind: 'message', message: { messageId, reference: data.merchantOrderNo, body } }
}

type Call = (method: 'GET' | 'POST', path: string, body?: object) => Promise<z.output<typeof envelopeWire>>

/** One signed attempt. No answer, or half of one, is an unknown outcome; every call here may be repeated. */
function createCall({ baseUrl, merchantId, secret, now, dispatcher, timeoutMs = TIMEOUT_MS }: PaymentProviderOptions): Call {
  return async (method, path, body) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = String(now().getTime())
    let answer: { status: number; text: string }
    try {
      const response = await request(`${baseUrl}${path}`, {
        method,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: 'application/json',
          'x-merchant-id': merchantId,
          'x-timestamp': timestamp,
          'x-sign': signRequest(secret, { timestamp, method, path, body: text }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: text }),
        ...(dispatcher ? { dispatcher } : {}),
      })
      answer = { status: response.statusCode, text: await response.body.text() }
    } catch (error) {
      throw new UpstreamError('unknownOutcome', 'payments.noAnswer', { cause: error })
    }
    if (answer.status >= 500) throw new UpstreamError('unknownOutcome', 'payments.http', { detail: `HTTP ${answer.status}` })
    if (answer.status === 429) throw new UpstreamError('retryable', 'payments.tooMany')
    const envelope = envelopeWire.safeParse(parseJson(answer.text))
    if (!envelope.success) throw new UpstreamError('unknownOutcome', 'payments.garbled', { cause: envelope.error })
    return envelope.data
  }
}

function paymentOf(code: string, data: unknown): ProviderPayment {
  return toPayment(shaped(paymentWire, code, data))
}

function shaped<Schema extends z.ZodType>(schema: Schema, code: string, data: unknown): z.output<Schema> {
  if (code !== SUCCESS) throw new UpstreamError('permanent', `payments.${code}`)
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new UpstreamError('unknownOutcome', 'payments.garbled', { cause: parsed.error })
  return parsed.data
}

/** Undefined for text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

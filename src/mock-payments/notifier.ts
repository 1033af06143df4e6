import { createHmac, randomUUID } from 'node:crypto'
import type { Payment } from './payments.ts'

/** How callbacks go wrong: how many of the next are lost, how often each is sent, whether they are held and sent backwards. */
export type CallbackSettings = { url: string | null; lose: number; copies: number; hold: boolean }
export type SentCallback = { messageId: string; merchantOrderNo: string; status: string; outcome: number | 'lost' | 'unreachable' }

type Callback = { messageId: string; body: string; payment: Payment }

const RETRY_AFTER_MS = [200, 1_000, 5_000]

/** Tells the merchant what changed, signed, again until it answers 2xx; as unreliably as the settings say. */
export function createNotifier(secret: string) {
  const settings: CallbackSettings = { url: null, lose: 0, copies: 1, hold: false }
  const held: Callback[] = []
  const sent: SentCallback[] = []
  const running = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false

  const deliver = async (callback: Callback, tries = 0): Promise<void> => {
    if (settings.url === null || isClosed) return
    const outcome = await post(settings.url, secret, callback.body)
    const { merchantOrderNo } = callback.payment
    sent.push({ messageId: callback.messageId, merchantOrderNo, status: statusOf(callback.body), outcome })
    const wait = RETRY_AFTER_MS[tries]
    if (typeof outcome === 'number' && outcome < 300) return
    if (wait === undefined || isClosed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      track(deliver(callback, tries + 1))
    }, wait)
    timers.add(timer)
  }
  const track = (work: Promise<void>): void => {
    running.add(work)
    void work.finally(() => running.delete(work))
  }
  const send = (callback: Callback): void => {
    if (settings.lose > 0) {
      settings.lose -= 1
      const { merchantOrderNo } = callback.payment
      sent.push({ messageId: callback.messageId, merchantOrderNo, status: statusOf(callback.body), outcome: 'lost' })
      return
    }
    for (let copy = 0; copy < settings.copies; copy += 1) track(deliver(callback))
  }
  return {
    settings,
    sent,
    notify(payment: Payment): void {
      const messageId = `cb_${randomUUID().replaceAll('-', '')}`
      const { paymentId, merchantOrderNo, status, amount, currency, paidAmount, paidCurrency, updateTime } = payment
      const data = { paymentId, merchantOrderNo, status, amount, currency, paidAmount, paidCurrency, updateTime }
      const callback = { messageId, payment, body: JSON.stringify({ messageId, event: 'payment.updated', data }) }
      if (settings.hold) held.push(callback)
      else send(callback)
    },
    /** Sends what was held, the latest first. */
    release(): number {
      const count = held.length
      for (const callback of held.splice(0).reverse()) send(callback)
      return count
    },
    /** Resolves when nothing is being sent; what waits to be sent again is not waited for. */
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running)
    },
    async close(): Promise<void> {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

export type Notifier = ReturnType<typeof createNotifier>

async function post(url: string, secret: string, body: string): Promise<number | 'unreachable'> {
  const timestamp = String(Date.now())
  const sign = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-sign': sign }
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000), redirect: 'error' })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 'unreachable'
  }
}

const statusOf = (body: string): string => (JSON.parse(body) as { data: { status: string } }).data.status

import { onceAgain } from './stack-again.ts'

export type MockOrder = {
  orderId: string
  outOrderId: string | null
  status: string
  /** What the buyer wrote to the seller. */
  message: string
  totalFen: number
  paidAt: string | null
  /** Debits asked for when the money was already taken. */
  repeatedDebits: number
  lines: { subItemId: string; offerId: string; specId: string | null; quantity: number; refundedFen: number }[]
}
export type MockRefund = {
  refundId: string
  orderId: string
  status: string
  applyPaymentFen: number
  applyCarriageFen: number
  refundPaymentFen: number
  /** Addresses of the pictures that came with it. */
  vouchers: string[]
}
export type MockProduct = {
  offerId: string
  quirk: string | null
  batchNumber: number | null
  minOrderQuantity: number
  seller: { openId: string }
  skus: { specId: string; priceFen: number; stock: number }[]
}
/** See "Faults" of the mock's README. */
export type MockFault = {
  api: string
  kind: string
  code?: string
  status?: number
  ms?: number
  variant?: string
  times?: number | null
  skip?: number
}

export const API = {
  create: 'alibaba.trade.createCrossOrder',
  pay: 'alibaba.trade.pay.protocolPay.preparePay',
  detail: 'alibaba.trade.get.buyerView',
  list: 'alibaba.trade.getBuyerOrderList',
  createRefund: 'alibaba.trade.createRefund',
  refundsOfOrder: 'alibaba.trade.refund.buyer.queryOrderRefundList',
} as const

export type MockControl = ReturnType<typeof createMockControl>

/** The control plane of the mock at `url`: what sellers, couriers and bad connections do. */
export function createMockControl(url: string) {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const ask = () =>
      fetch(`${url}/control${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
    const response = await (method === 'GET' ? onceAgain(ask) : ask())
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /control${path} answered ${response.status}: ${text}`)
    return JSON.parse(text) as Answer
  }
  const post = <Answer>(path: string, body: object = {}) => call<Answer>('POST', path, body)
  return {
    post,
    orders: async (query = ''): Promise<MockOrder[]> => (await call<{ orders: MockOrder[] }>('GET', `/orders?limit=10000&${query}`)).orders,
    refunds: async (): Promise<MockRefund[]> => (await call<{ refunds: MockRefund[] }>('GET', '/refunds')).refunds,
    products: async (query: string): Promise<MockProduct[]> =>
      (await call<{ products: MockProduct[] }>('GET', `/products?${query}`)).products,
    fault: (...faults: MockFault[]) => post('/faults', faults),
    faults: async (): Promise<MockFault[]> => (await call<{ faults: MockFault[] }>('GET', '/faults')).faults,
    clearFaults: () => call('DELETE', '/faults'),
    /** Lets the calls go on that faults of the kind `hold` hold up. */
    release: () => post<{ released: number }>('/faults/release'),
    settings: (patch: object) => post('/settings', patch),
    advance: (ms: number) => post('/clock', { advanceMs: ms }),
    /** Resolves when no push is on its way. */
    flush: () => post('/messages/flush'),
  }
}

import { randomUUID } from 'node:crypto'

export type Status = 'INIT' | 'PROCESSING' | 'SUCCESS' | 'FAILED' | 'EXPIRED' | 'CHARGEBACK'

export type Payment = {
  paymentId: string
  merchantId: string
  merchantOrderNo: string
  status: Status
  amount: string
  currency: string
  paidAmount: string | null
  paidCurrency: string | null
  statusReason: string | null
  expireTime: string
  createTime: string
  updateTime: string
}

export type Wish = Pick<Payment, 'merchantId' | 'merchantOrderNo' | 'amount' | 'currency' | 'expireTime'>

/** Every payment of the mock, by merchant order number; `onChange` hears of each change. */
export function createPayments(onChange: (payment: Payment) => void, known: readonly Payment[] = []) {
  const byOrder = new Map<string, Payment>(known.map((payment) => [keyOf(payment.merchantId, payment.merchantOrderNo), payment]))
  const change = (payment: Payment, patch: Partial<Payment>): Payment => {
    Object.assign(payment, patch, { updateTime: new Date().toISOString() })
    onChange(payment)
    return payment
  }
  return {
    /** The one that has this order number already, or a new one. */
    open(wish: Wish): Payment {
      const key = keyOf(wish.merchantId, wish.merchantOrderNo)
      const existing = byOrder.get(key)
      if (existing !== undefined) return existing
      const now = new Date().toISOString()
      const payment: Payment = {
        ...wish,
        paymentId: `pay_${randomUUID().replaceAll('-', '')}`,
        status: 'INIT',
        paidAmount: null,
        paidCurrency: null,
        statusReason: null,
        createTime: now,
        updateTime: now,
      }
      byOrder.set(key, payment)
      return payment
    },
    find: (merchantId: string, orderNo: string): Payment | undefined => byOrder.get(keyOf(merchantId, orderNo)),
    /** For the control plane and the checkout page, which know no merchant. */
    findAny: (orderNo: string): Payment | undefined => [...byOrder.values()].find((payment) => payment.merchantOrderNo === orderNo),
    all: (): Payment[] => [...byOrder.values()],
    change,
    /** Payments nobody paid in time. */
    expireDue(): void {
      const now = Date.now()
      for (const payment of byOrder.values()) {
        if (payment.status === 'INIT' && Date.parse(payment.expireTime) <= now) change(payment, { status: 'EXPIRED' })
      }
    },
    clear: (): void => byOrder.clear(),
  }
}

export type Payments = ReturnType<typeof createPayments>

const keyOf = (merchantId: string, orderNo: string): string => `${merchantId}/${orderNo}`

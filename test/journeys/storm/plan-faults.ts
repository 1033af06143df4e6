import type { MockFault } from '../../support/stack-mock.ts'

type Ailment = Omit<MockFault, 'api' | 'times' | 'skip'>

/** What a bad line, a bad gateway or a bad day of 1688 does to any call. */
const ANY: readonly Ailment[] = [
  { kind: 'gateway', code: 'gw.ServiceUnavailable' },
  { kind: 'gateway', code: 'gw.APIACLDecline' },
  { kind: 'http', status: 500 },
  { kind: 'http', status: 503 },
  { kind: 'html', status: 502 },
  { kind: 'garbage' },
  { kind: 'latency', ms: 300 },
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
]

/** Longer than the client waits: the effect comes after it gave up. */
const TOO_LATE: Ailment = { kind: 'latency', ms: 2_600 }
/** Longer than absence takes to be proof: the effect comes after the order was bought again. */
const MUCH_TOO_LATE: Ailment = { kind: 'latency', ms: 6_000 }

const variants = (...names: string[]): Ailment[] => names.map((variant) => ({ kind: 'variant', variant }))

/** Which API falls ill how often, over how many calls, and with what besides. */
const WARDS: readonly { api: string; share: number; callsPerOrder: number; own: readonly Ailment[] }[] = [
  {
    api: 'alibaba.trade.createCrossOrder',
    share: 0.25,
    callsPerOrder: 1.3,
    own: [...variants('flat', 'falseWithId', 'emptySuccess', 'falseWithId', 'emptySuccess'), TOO_LATE, MUCH_TOO_LATE],
  },
  {
    api: 'alibaba.trade.pay.protocolPay.preparePay',
    share: 0.2,
    callsPerOrder: 1.3,
    own: [...variants('refused', 'paidAnswersFalse', 'late', 'refused', 'paidAnswersFalse', 'late'), TOO_LATE],
  },
  { api: 'alibaba.trade.get.buyerView', share: 0.06, callsPerOrder: 4, own: [] },
  { api: 'alibaba.trade.getBuyerOrderList', share: 0.2, callsPerOrder: 0.4, own: [] },
  { api: 'alibaba.createOrder.preview', share: 0.05, callsPerOrder: 1, own: [] },
  { api: 'alibaba.trade.cancel', share: 0.25, callsPerOrder: 0.15, own: [TOO_LATE] },
  { api: 'alibaba.trade.createRefund', share: 0.35, callsPerOrder: 0.1, own: [TOO_LATE] },
  { api: 'alibaba.trade.refund.buyer.queryOrderRefundList', share: 0.2, callsPerOrder: 0.1, own: [] },
  { api: 'alibaba.trade.refund.OpQueryOrderRefund', share: 0.2, callsPerOrder: 0.1, own: [] },
]

/** Those that stop the whole application for a while come seldom: too often, a dead token. A used-up quota stops it for an hour. */
const PAUSES: readonly MockFault[] = [
  { api: '*', kind: 'gateway', code: 'gw.QosAppFrequencyLimit', times: 1, skip: 900 },
  { api: 'alibaba.trade.createCrossOrder', kind: 'gateway', code: '401', times: 1, skip: 20 },
]

/** The n-th call of each API that fails, and how: the same for the same seed and size. */
export function planFaults(orders: number, random: () => number): MockFault[] {
  return [...WARDS.flatMap((ward) => faultsOf(ward, orders, random)), ...PAUSES]
}

function faultsOf({ api, share, callsPerOrder, own }: (typeof WARDS)[number], orders: number, random: () => number): MockFault[] {
  const kinds = [...ANY, ...own]
  return Array.from({ length: Math.ceil(orders * callsPerOrder) }, (_, skip) => skip)
    .filter(() => random() < share)
    .map((skip) => ({ ...(kinds[Math.floor(random() * kinds.length)] ?? TOO_LATE), api, times: 1, skip }))
}

/** How many of the planned faults struck, by what they are called. */
export function countFaults(planned: readonly MockFault[], remaining: readonly MockFault[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const fault of planned) counts[nameOf(fault)] = (counts[nameOf(fault)] ?? 0) + 1
  for (const fault of remaining) counts[nameOf(fault)] = (counts[nameOf(fault)] ?? 0) - 1
  return counts
}

/** `gateway gw.ServiceUnavailable`, `latency 300`, ...: what a fault is called in the count. */
function nameOf({ kind, code, status, ms, variant }: MockFault): string {
  const detail = { gateway: code, http: status, html: status, latency: ms, variant, cutBefore: '', cutAfter: '', garbage: '' }[kind]
  return `${kind} ${detail ?? ''}`.trim()
}

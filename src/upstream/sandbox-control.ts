import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { CarrierStatus } from '../domain/upstream/carrier-port.ts'
import type { CourierStep, SandboxControl, SandboxParcel, SandboxShipment } from '../domain/upstream/sandbox-port.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import { shaped } from './call-api.ts'
import { CARRIER_WORDS } from './carrier.ts'
import { createJsonHttp, type JsonAnswer } from './json-http.ts'

/** The sandbox's other side, through the mock's control plane; never given a live address. */
export function createSandboxControl(options: { baseUrl: string; timeoutMs?: number; dispatcher?: Dispatcher }): SandboxControl {
  const http = createJsonHttp({ timeoutMs: 10_000, ...options })
  const post = async (path: string, body: object = {}): Promise<unknown> =>
    done(await http({ method: 'POST', path: `/control${path}`, body }))
  const order = (id: string, verb: string, body?: object) => post(`/orders/${encodeURIComponent(id)}/${verb}`, body)
  const refund = async (id: string, verb: string, body?: object): Promise<void> => {
    await post(`/refunds/${encodeURIComponent(id)}/${verb}`, body)
  }
  const product = async (id: string, verb: string, body?: object): Promise<void> => {
    await post(`/products/${encodeURIComponent(id)}/${verb}`, body)
  }
  const turn = async (body: object): Promise<Date> => shaped(clockWire, await post('/clock', body), 'clock').now
  return {
    shipOrder: async (id, shipment = {}) => parcelsOf(await order(id, 'ship', toWireShipment(shipment))),
    shipShort: async (id, missing, lineId) => parcelsOf(await order(id, 'ship-short', { missing, ...given('subItemId', lineId) })),
    closeOrder: async (id, by, reason) => void (await order(id, 'close', { by, ...given('reason', reason) })),
    changeOrderPrice: async (id, { goodsFen, freightFen }) =>
      void (await order(id, 'price', { ...given('goodsFen', goodsFen), ...given('shippingFeeFen', freightFen) })),
    payOrder: async (id) => void (await order(id, 'pay')),
    advanceParcel: async (waybillNo, step) =>
      toParcel(await post(`/parcels/${encodeURIComponent(waybillNo)}/advance`, step ? { status: COURIER_WORDS[step] } : {})),
    changeWaybill: async (waybillNo, to) =>
      toParcel(
        await post(`/parcels/${encodeURIComponent(waybillNo)}/change-waybill`, {
          waybillNo: to.waybillNo,
          ...given('courierNo', to.carrierCode),
        }),
      ),
    agreeRefund: (id) => refund(id, 'agree'),
    rejectRefund: (id, reason) => refund(id, 'reject', given('reason', reason)),
    confirmReturn: (id) => refund(id, 'confirm-return'),
    staySilent: (id) => refund(id, 'stay-silent'),
    closeRefund: (id) => refund(id, 'close'),
    advanceCarrier: async (trackingNo, status) =>
      void (await post(`/carrier/${encodeURIComponent(trackingNo)}/advance`, status ? { status: carrierWord(status) } : {})),
    setStock: (offerId, quantity, specId) => product(offerId, 'stock', { quantity, ...given('specId', specId) }),
    delistProduct: (offerId) => product(offerId, 'delist'),
    relistProduct: (offerId) => product(offerId, 'relist'),
    clock: async () => shaped(clockWire, done(await http({ method: 'GET', path: '/control/clock' })), 'clock').now,
    advanceClock: (byMs) => turn({ advanceMs: byMs }),
    setClock: (to) => turn({ now: to.toISOString() }),
    flushPushes: async () => void (await post('/messages/flush')),
    reset: async () => void (await post('/reset')),
  }
}

const COURIER_WORDS: Readonly<Record<CourierStep, string>> = {
  pickedUp: 'ACCEPT',
  inTransit: 'TRANSPORT',
  delivering: 'DELIVERING',
  agentSigned: 'AGENT_SIGN',
  signed: 'SIGN',
  failed: 'FAILED',
}

const clockWire = z.object({ now: z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)) })
const parcelWire = z.object({ waybillNo: z.string(), logisticsId: z.string(), orderId: z.coerce.string(), status: z.string() })

function toParcel(body: unknown): SandboxParcel {
  const { waybillNo, logisticsId, orderId, status } = shaped(parcelWire, body, 'sandbox parcel')
  return { waybillNo, logisticsId, upstreamOrderId: orderId, status }
}

function parcelsOf(body: unknown): SandboxParcel[] {
  return shaped(z.object({ parcels: z.array(z.unknown()) }), body, 'sandbox shipment').parcels.map(toParcel)
}

function toWireShipment({ parcels, partial }: SandboxShipment): object {
  return {
    ...given('partial', partial),
    ...given(
      'parcels',
      parcels?.map(({ contents, carrierCode, waybillNo, withoutCarrier }) => ({
        ...given('courierNo', carrierCode),
        ...given('waybillNo', waybillNo),
        ...given('noLogistics', withoutCarrier),
        ...given(
          'lines',
          contents?.map(({ lineId, ...content }) => ({ subItemId: lineId, ...content })),
        ),
      })),
    ),
  }
}

function given(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value }
}

function carrierWord(status: CarrierStatus): string {
  const word = CARRIER_WORDS.find(([, ours]) => ours === status)?.[0]
  if (!word) throw new UpstreamError('permanent', 'sandbox.invalid', { detail: status })
  return word
}

/** What the control plane's statuses mean. */
const REFUSALS: Readonly<Record<number, string>> = { 404: 'sandbox.notFound', 409: 'sandbox.notPossible' }

function done({ status, body }: JsonAnswer): unknown {
  if (status < 300) return body
  throw new UpstreamError('permanent', REFUSALS[status] ?? 'sandbox.invalid', { detail: JSON.stringify(body).slice(0, 200) })
}

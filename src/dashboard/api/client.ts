import createClient, { type Middleware } from 'openapi-fetch'
import { Problem, problemFrom } from './problem.ts'
import type { paths } from './staff-api.gen.ts'
import type {
  Booking,
  BookingDecision,
  Carton,
  ClaimEnding,
  Completion,
  FinanceTopUp,
  LineService,
  Lot,
  Mode,
  NewBooking,
  NewCreditChange,
  NewRate,
  OrderStatus,
  PartnerCatalogueChange,
  Photo,
  Rectangle,
  RiskDecision,
  RuleChange,
  Session,
} from './wire.ts'

let csrfToken = ''

/** Changes carry the session's token; what is refused becomes a `Problem`, an unreachable gateway one of status 0. */
const carefully: Middleware = {
  onRequest: ({ request }) => {
    if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken)
    return request
  },
  onResponse: async ({ response }) => {
    if (response.ok) return
    const told: unknown = await response.json().catch(() => undefined)
    throw problemFrom(response.status, told, response.headers.get('retry-after'))
  },
  onError: ({ error }) => Object.assign(new Problem(0, 'network.unreachable'), { cause: error }),
}

const client = createClient<paths>({ baseUrl: location.origin })
client.use(carefully)

const inspection = (id: string) => ({ params: { path: { inspectionId: id } } })
const shipment = (id: string) => ({ params: { path: { shipmentId: id } } })
const refund = (id: string) => ({ params: { path: { refundId: id } } })

/** Every call the pages make. They answer the body or throw a `Problem`. */
export const api = {
  session: () => client.GET('/staff/v1/session').then(bodyOf).then(remember),
  signIn: (login: string, password: string) => client.POST('/staff/v1/session', { body: { login, password } }).then(bodyOf).then(remember),
  signOut: () => client.DELETE('/staff/v1/session'),
  tasks: async () => bodyOf(await client.GET('/staff/v1/tasks')).tasks,
  counts: async () => bodyOf(await client.GET('/staff/v1/counts')).counts,
  scan: (code: string, weightG: number | null) =>
    client.POST('/staff/v1/scans', { body: { code, ...(weightG === null ? {} : { weightG }) } }).then(bodyOf),
  inspection: (id: string) => client.GET('/staff/v1/inspections/{inspectionId}', inspection(id)).then(bodyOf),
  startInspection: (id: string) => client.POST('/staff/v1/inspections/{inspectionId}/start', inspection(id)).then(bodyOf),
  completeInspection: (id: string, body: Completion) =>
    client.POST('/staff/v1/inspections/{inspectionId}/complete', { ...inspection(id), body }).then(bodyOf),
  /** Done, or with a reason not done. */
  settleService: (lineId: string, code: LineService['code'], reason: string | null) =>
    client
      .POST('/staff/v1/order-lines/{lineId}/services/{code}/settle', {
        params: { path: { lineId, code } },
        body: reason === null ? { outcome: 'DONE' } : { outcome: 'NOT_DONE', reason },
      })
      .then(bodyOf),
  shipment: (id: string) => client.GET('/staff/v1/shipments/{shipmentId}', shipment(id)).then(bodyOf),
  startPacking: (id: string) => client.POST('/staff/v1/shipments/{shipmentId}/start-packing', shipment(id)).then(bodyOf),
  pack: (id: string, cartons: Carton[]) =>
    client.POST('/staff/v1/shipments/{shipmentId}/pack', { ...shipment(id), body: { cartons } }).then(bodyOf),
  handOver: (id: string) => client.POST('/staff/v1/shipments/{shipmentId}/hand-over', shipment(id)).then(bodyOf),
  refund: (id: string) => client.GET('/staff/v1/refunds/{refundId}', refund(id)).then(bodyOf),
  approveRefund: (id: string) => client.POST('/staff/v1/refunds/{refundId}/approve', refund(id)).then(bodyOf),
  rejectRefund: (id: string, reason: string) =>
    client.POST('/staff/v1/refunds/{refundId}/reject', { ...refund(id), body: { reason } }).then(bodyOf),
  settleClosedRefund: (id: string, body: ClaimEnding) =>
    client.POST('/staff/v1/refunds/{refundId}/settle', { ...refund(id), body }).then(bodyOf),
  decideCompensation: (id: string, body: BookingDecision) =>
    client.POST('/staff/v1/refunds/{refundId}/compensation/decide', { ...refund(id), body }).then(bodyOf),
  shipReturn: (id: string, courierCode: string, waybillNo: string) =>
    client.POST('/staff/v1/refunds/{refundId}/ship-return', { ...refund(id), body: { courierCode, waybillNo } }).then(bodyOf),
  rules: (partnerId: string | null, mode: 'live' | 'test') =>
    client.GET('/staff/v1/rules', { params: { query: { mode, ...(partnerId === null ? {} : { partnerId }) } } }).then(bodyOf),
  setRule: (key: string, body: RuleChange) => client.POST('/staff/v1/rules/{key}', { params: { path: { key } }, body }).then(bodyOf),
  cancelRule: (ruleId: string, reason: string) =>
    client.POST('/staff/v1/rule-entries/{ruleId}/cancel', { params: { path: { ruleId } }, body: { reason } }).then(bodyOf),
  reconciliation: () => client.GET('/staff/v1/reconciliation').then(bodyOf),
  requestComparison: () => client.POST('/staff/v1/reconciliation/runs').then(bodyOf),
  settleDifference: (differenceId: string, state: 'EXPLAINED' | 'RESOLVED', reason: string) =>
    client
      .POST('/staff/v1/differences/{differenceId}/settle', { params: { path: { differenceId } }, body: { state, reason } })
      .then(bodyOf),
  bookReturnedMoney: (differenceId: string, returnedFen: number, reason: string) =>
    client
      .POST('/staff/v1/differences/{differenceId}/returned-money', { params: { path: { differenceId } }, body: { returnedFen, reason } })
      .then(bodyOf),
  exchangeRates: () => client.GET('/staff/v1/exchange-rates').then(bodyOf),
  setExchangeRate: (body: NewRate) => client.POST('/staff/v1/exchange-rates', { body }).then(bodyOf),
  finance: (mode: Mode) => client.GET('/staff/v1/finance/overview', { params: { query: queryOf(mode) } }).then(bodyOf),
  financeTrend: (mode: Mode) => client.GET('/staff/v1/finance/trend', { params: { query: queryOf(mode) } }).then(bodyOf),
  financeTopUps: ({ mode, state }: ListFilter<FinanceTopUp>, turn: Turn = {}) =>
    client
      .GET('/staff/v1/finance/top-ups', { params: { query: { ...queryOf(mode, turn), ...(state === null ? {} : { state: [state] }) } } })
      .then(bodyOf),
  bookings: ({ mode, state }: ListFilter<Booking>, turn: Turn = {}) =>
    client
      .GET('/staff/v1/finance/bookings', { params: { query: { ...queryOf(mode, turn), ...(state === null ? {} : { state: [state] }) } } })
      .then(bodyOf),
  creditChanges: (mode: Mode, turn: Turn = {}) =>
    client.GET('/staff/v1/finance/credit-changes', { params: { query: queryOf(mode, turn) } }).then(bodyOf),
  unpaidDraws: (mode: Mode, turn: Turn = {}) =>
    client.GET('/staff/v1/finance/credit-draws', { params: { query: queryOf(mode, turn) } }).then(bodyOf),
  credit: (mode: Mode) => client.GET('/staff/v1/finance/credit', { params: { query: queryOf(mode) } }).then(bodyOf),
  proposeCreditChange: (body: NewCreditChange) => client.POST('/staff/v1/finance/credit-changes', { body }).then(bodyOf),
  decideCreditChange: (changeId: string, body: BookingDecision) =>
    client.POST('/staff/v1/finance/credit-changes/{changeId}/decide', { params: { path: { changeId } }, body }).then(bodyOf),
  proposeBooking: (body: NewBooking) => client.POST('/staff/v1/finance/bookings', { body }).then(bodyOf),
  decideBooking: (bookingId: string, body: BookingDecision) =>
    client.POST('/staff/v1/finance/bookings/{bookingId}/decide', { params: { path: { bookingId } }, body }).then(bodyOf),
  orders: ({ mode, state, partnerId }: OrderFilter, turn: Turn = {}) =>
    client
      .GET('/staff/v1/orders', {
        params: {
          query: {
            ...queryOf(mode, turn),
            ...(state === null ? {} : { state: [state] }),
            ...(partnerId === null ? {} : { partnerId }),
          },
        },
      })
      .then(bodyOf),
  order: (orderId: string) => client.GET('/staff/v1/orders/{orderId}', { params: { path: { orderId } } }).then(bodyOf),
  decideRisk: (orderId: string, body: RiskDecision) =>
    client.POST('/staff/v1/orders/{orderId}/risk-decision', { params: { path: { orderId } }, body }).then(bodyOf),
  search: (text: string) => client.GET('/staff/v1/search', { params: { query: { text } } }).then(bodyOf),
  partners: () => client.GET('/staff/v1/partners').then(bodyOf),
  setPartnerCatalogue: (partnerId: string, version: number, body: PartnerCatalogueChange) =>
    client
      .PUT('/staff/v1/partners/{partnerId}/catalogue', {
        params: { path: { partnerId }, header: { 'If-Match': `"v${version}"` } },
        body,
      })
      .then(bodyOf),
  lot: (lotId: string) => client.GET('/staff/v1/stock-lots/{lotId}', { params: { path: { lotId } } }).then(bodyOf),
  disposeLot: (lotId: string, { photo, reason }: { photo: File; reason: string }) =>
    sendForm<Lot>(`/staff/v1/stock-lots/${lotId}/dispose`, { reason, content: photo }),
  uploadPhoto,
}

export type OrderFilter = { mode: Mode; state: OrderStatus | null; partnerId: string | null }

/** Which page of a list, and how long it is. */
export type Turn = { cursor?: string | undefined; limit?: number }
/** One mode, and one state of the rows or all. */
export type ListFilter<Row extends { state: string }> = { mode: Mode; state: Row['state'] | null }

function queryOf(mode: Mode, { cursor, limit }: Turn = {}) {
  const livemode = mode === 'live' ? ('true' as const) : ('false' as const)
  return { livemode, ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) }
}

/** Where the bytes of a stored file are shown from. */
export function fileUrl(fileId: string): string {
  return `/staff/v1/files/${fileId}`
}

/** The same of a picture, small enough for a list. */
export function thumbnailUrl(fileId: string): string {
  return `${fileUrl(fileId)}?size=thumbnail`
}

type PhotoUpload = { file: Blob; shot: string; redactions: Rectangle[]; onProgress: (share: number) => void }

function uploadPhoto(inspectionId: string, { file, shot, redactions, onProgress }: PhotoUpload): Promise<Photo> {
  const fields = { shot, redactions: JSON.stringify(redactions), content: file }
  return sendForm(`/staff/v1/inspections/${inspectionId}/photos`, fields, onProgress)
}

/** XMLHttpRequest, because fetch cannot tell how much of an upload has left. */
function sendForm<Answer>(path: string, fields: Record<string, string | Blob>, onProgress?: (share: number) => void): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value)
    else form.set(name, value, value instanceof File ? value.name : 'photo.jpg')
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('x-csrf-token', csrfToken)
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onerror = () => reject(new Problem(0, 'network.unreachable'))
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Answer)
      else reject(problemFrom(request.status, request.response, request.getResponseHeader('retry-after')))
    }
    request.send(form)
  })
}

function remember(session: Session): Session {
  csrfToken = session.csrfToken
  return session
}

function bodyOf<Body>({ data, response }: { data?: Body; response: Response }): Body {
  if (data === undefined) throw new Problem(response.status, `http.${response.status}`)
  return data
}

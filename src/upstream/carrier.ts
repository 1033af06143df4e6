import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { BookedParcel, CarrierBooking, CarrierPort, CarrierStatus } from '../domain/upstream/carrier-port.ts'
import { UpstreamError } from '../domain/upstream/upstream-error.ts'
import { shaped } from './call-api.ts'
import { createJsonHttp, type JsonAnswer, type JsonHttp, type JsonRequest } from './json-http.ts'

/** The carrier's words and ours, in the order a parcel takes them. */
export const CARRIER_WORDS: readonly (readonly [string, CarrierStatus])[] = [
  ['LABEL_CREATED', 'booked'],
  ['PICKED_UP', 'collected'],
  ['EXPORT_CLEARED', 'collected'],
  ['IN_TRANSIT', 'inTransit'],
  ['IMPORT_CLEARANCE', 'customs'],
  ['OUT_FOR_DELIVERY', 'outForDelivery'],
  ['DELIVERED', 'delivered'],
  ['RETURNED', 'returned'],
  ['LOST', 'lost'],
]

const ATTEMPTS = 3
/** Too slow, too early, too often: the same question is answered later. */
const NOT_NOW: ReadonlySet<number> = new Set([408, 425, 429])

/** The international carrier. Booking is idempotent by reference, so it may be repeated. Throws UpstreamError. */
export function createCarrier(options: { baseUrl: string; timeoutMs?: number; dispatcher?: Dispatcher }): CarrierPort {
  const http = createJsonHttp({ timeoutMs: 10_000, ...options })
  return {
    book: (booking) => book(http, booking),
    track: async (trackingNo) => {
      const answer = await repeated(http, { method: 'GET', path: `/carrier/shipments/${encodeURIComponent(trackingNo)}` })
      if (answer.status === 404) return []
      return shaped(shipmentWire, accepted(answer), 'carrier.track').events.map((event) => ({
        at: event.occurredAt,
        status: toCarrierStatus(event.status),
        place: event.location || null,
        text: event.description,
      }))
    },
  }
}

const shipmentWire = z.object({
  trackingNo: z.string().min(1),
  labelUrl: z.string().min(1),
  events: z.array(
    z.object({
      status: z.string(),
      occurredAt: z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)),
      location: z.string().nullish(),
      description: z.string(),
    }),
  ),
})

async function book(http: JsonHttp, { reference, weightG, destinationCountry, lineCode }: CarrierBooking): Promise<BookedParcel> {
  const answer = await repeated(http, {
    method: 'POST',
    path: '/carrier/shipments',
    body: { reference, weightG, destinationCountry, lineCode },
  })
  const { trackingNo, labelUrl } = shaped(shipmentWire, accepted(answer), 'carrier.book')
  return { trackingNo, labelUrl }
}

/** An unheard-of word is something a person must look at. */
function toCarrierStatus(word: string): CarrierStatus {
  return CARRIER_WORDS.find(([wire]) => wire === word)?.[1] ?? 'exception'
}

function accepted({ status, body }: JsonAnswer): unknown {
  if (status < 300) return body
  if (NOT_NOW.has(status)) throw new UpstreamError('retryable', 'carrier.busy', { detail: `HTTP ${status}` })
  // 409: the reference stands for another parcel. Asking again will not change that.
  throw new UpstreamError('permanent', status === 409 ? 'carrier.referenceTaken' : 'carrier.refused', { detail: `HTTP ${status}` })
}

/** Reads and idempotent bookings may be asked again; after the last attempt the failure is one to retry later. */
async function repeated(http: JsonHttp, call: JsonRequest): Promise<JsonAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await http(call)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (attempt === ATTEMPTS) throw new UpstreamError('retryable', error.code, { cause: error })
    }
  }
}

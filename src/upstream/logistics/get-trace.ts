import { z } from 'zod'
import type { UpstreamTrace } from '../../domain/upstream/parcel.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeFlat } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { LOGISTICS } from '../namespaces.ts'
import { instant, list, text } from '../wire.ts'

const NAME = 'alibaba.trade.getLogisticsTraceInfo.buyerView'
/** No trace yet, or (500_2) nothing shipped. */
const NO_TRACE: ReadonlySet<string> = new Set(['404', '500_2'])

/** What the couriers wrote, oldest step first; empty when there is nothing yet. Throws UpstreamError. */
export async function getTrace(client: ApiClient, upstreamOrderId: string, logisticsId?: string): Promise<UpstreamTrace[]> {
  const params = { orderId: String(digits(upstreamOrderId)), webSite: '1688', logisticsId }
  const decoded = await ask(client, { namespace: LOGISTICS, name: NAME, params }, decodeTrace)
  if (decoded.kind === 'ok') return shaped(traceWire, decoded.payload, NAME).logisticsTrace.map(toTrace)
  if (NO_TRACE.has(decoded.code)) return []
  throw businessFailure(decoded.code, decoded.message)
}

/** `success` is missing in documented samples: the trace being there is what counts. */
function decodeTrace(body: unknown) {
  const decoded = decodeFlat(body)
  if (decoded?.kind !== 'refused')
    return decoded ?? (traceWire.safeParse(body).success ? ({ kind: 'ok', payload: body } as const) : undefined)
  return decoded
}

const traceWire = z.object({
  logisticsTrace: list(
    z.object({
      logisticsId: text,
      logisticsBillNo: text,
      logisticsSteps: list(z.object({ acceptTime: instant, remark: text })),
    }),
  ),
})

function toTrace(wire: z.output<typeof traceWire>['logisticsTrace'][number]): UpstreamTrace {
  return {
    logisticsId: wire.logisticsId ?? '',
    waybillNo: wire.logisticsBillNo,
    steps: wire.logisticsSteps
      .flatMap((step) => (step.acceptTime === null ? [] : [{ at: step.acceptTime, text: step.remark ?? '' }]))
      .sort((left, right) => left.at.getTime() - right.at.getTime()),
  }
}

import { z } from 'zod'
import type { PayOutcome } from '../../domain/upstream/order.ts'
import { perform } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { TRADE } from '../namespaces.ts'
import { flag, text } from '../wire.ts'

const NAME = 'alibaba.trade.pay.protocolPay.preparePay'

/**
 * One attempt at an automatic debit. `paySuccess: false` may stand beside money that was taken (spec 2.14), so only a
 * refusal with a code counts as refused. Throws UpstreamError only when nothing can have happened.
 */
export async function payOrder(client: ApiClient, upstreamOrderId: string, amountFen: bigint): Promise<PayOutcome> {
  const tradeWithholdPreparePayParam = writeLossless({ orderId: digits(upstreamOrderId), payAmount: amountFen })
  const result = await perform(client, { namespace: TRADE, name: NAME, params: { tradeWithholdPreparePayParam } }, decodeNested)
  if (result.kind === 'unknown') return result
  const read = payWire.safeParse(result.payload)
  const pay = read.success ? read.data : null
  if (result.kind === 'ok') {
    if (pay?.paySuccess === true) return { kind: 'accepted', channel: pay.payChannel }
    return { kind: 'unknown', cause: pay?.paySuccess === false ? 'notConfirmed' : 'emptySuccess', seen: result.seen }
  }
  if (pay?.paySuccess === true) return { kind: 'unknown', cause: 'contradiction', seen: result.seen }
  if (result.code === '') return { kind: 'unknown', cause: 'notConfirmed', seen: result.seen }
  return { kind: 'refused', code: result.code, reason: 'other', message: result.message }
}

const payWire = z.object({ payChannel: text, paySuccess: flag })

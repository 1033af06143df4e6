import { z } from 'zod'
import { UpstreamError } from '../../domain/upstream/upstream-error.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'

const NAME = 'alibaba.trade.uploadRefundVoucher'
/** JPEG under 1 MB (spec 2.16). */
const LARGEST_BYTES = 1_048_576

/** The address of an uploaded voucher, as `createRefund` takes it; a repeat only leaves an unused picture. Throws UpstreamError. */
export async function uploadVoucher(client: ApiClient, jpeg: Uint8Array): Promise<string> {
  if (jpeg.byteLength >= LARGEST_BYTES) throw new UpstreamError('permanent', 'client.voucherTooLarge')
  const params = { imageData: Buffer.from(jpeg).toString('base64') }
  const payload = await askFor(client, { namespace: TRADE, name: NAME, params }, decodeNested)
  const { imageDomain, imageRelativeUrl } = shaped(voucherWire, payload, NAME)
  return `${imageDomain.replace(/\/+$/, '')}/${imageRelativeUrl.replace(/^\/+/, '')}`
}

const voucherWire = z.object({ imageDomain: z.string().min(1), imageRelativeUrl: z.string().min(1) })

import type { ApiClient } from '../client.ts'
import { parseUpstreamDate } from '../dates.ts'
import { upstreamFailure } from '../errors.ts'

/** 1688's clock, a bare JSON string (spec 1.3). Throws UpstreamError. */
export async function serverTime(client: ApiClient): Promise<Date> {
  const body = await client.read({ namespace: 'system', name: 'currentTime', params: {}, withoutToken: true })
  const time = typeof body === 'string' ? parseUpstreamDate(body) : undefined
  if (!time) throw upstreamFailure('wire.unexpectedShape', { detail: 'currentTime' })
  return time
}

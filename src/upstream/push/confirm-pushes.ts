import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { members } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { writeLossless } from '../lossless-json.ts'
import { PUSH } from '../namespaces.ts'
import { flag } from '../wire.ts'

const NAME = 'push.message.confirm'

/** Takes messages off 1688's list of failed ones; confirming twice does no harm. Throws UpstreamError. */
export async function confirmPushes(client: ApiClient, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  const params = { msgIdList: writeLossless(messageIds.map(digits)) }
  const body = await client.read({ namespace: PUSH, name: NAME, params, withoutToken: true })
  const done = flag.safeParse(members(body)?.isSuccess)
  if (!done.success || done.data !== true) throw businessFailure('push.notConfirmed', null)
}

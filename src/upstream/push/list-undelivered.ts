import { z } from 'zod'
import type { TimeWindow } from '../../domain/upstream/order.ts'
import type { PushPage } from '../../domain/upstream/push.ts'
import { shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { formatUpstreamDate } from '../dates.ts'
import { members } from '../envelopes.ts'
import { parseLossless, writeLossless } from '../lossless-json.ts'
import { PUSH } from '../namespaces.ts'
import { decimal, list } from '../wire.ts'
import { messageWire, toHint } from './hint.ts'

const NAME = 'push.query.messageList'
/** The most one page gives (spec 1.7). */
const PAGE_SIZE = 200

/** One page of messages whose push failed; they stay until confirmed. Throws UpstreamError. */
export async function listUndeliveredPushes(client: ApiClient, { from, to }: TimeWindow, page: number): Promise<PushPage> {
  const params = {
    createStartTime: formatUpstreamDate(from),
    createEndTime: formatUpstreamDate(to),
    page: String(page),
    pageSize: String(PAGE_SIZE),
  }
  const body = await client.read({ namespace: PUSH, name: NAME, params, withoutToken: true })
  const { datas, totalCount } = shaped(pageWire, members(body)?.pushMessagePage ?? {}, NAME)
  const messages = datas.flatMap((message) => {
    const data = dataOf(message.data)
    const hint = toHint(message, data)
    const payload = writeLossless({
      msgId: message.msgId,
      gmtBorn: message.gmtBorn?.getTime(),
      type: message.type,
      userInfo: message.userInfo,
      data,
    })
    return hint ? [{ hint, payload }] : []
  })
  return { messages, total: totalCount ?? messages.length }
}

const pageWire = z.object({ datas: list(messageWire), totalCount: decimal })

/** `data` is an object or its text. */
function dataOf(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return parseLossless(data)
  } catch {
    return undefined
  }
}

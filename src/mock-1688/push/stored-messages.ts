import { z } from 'zod'
import type { Call } from '../protocol/api.ts'
import { decimal, optionalText, plainArguments } from '../protocol/arguments.ts'
import { parseGatewayTime } from '../protocol/time.ts'
import type { Message } from './push-sender.ts'

const date = optionalText.transform((text) => (text === null ? null : parseGatewayTime(text)))
const schema = z.looseObject({
  createStartTime: date,
  createEndTime: date,
  type: optionalText,
  userInfo: optionalText,
  page: decimal.default(1),
  pageSize: decimal.default(20),
  quantity: decimal.default(20),
})

export type StoredQuery = z.output<typeof schema>

/** Page sizes of 20 to 200, as documented. */
export function pageSizeOf(asked: number): number {
  return Math.min(200, Math.max(20, asked))
}

/** The app's messages that could not be delivered and were not confirmed yet, oldest first. */
export function failedMessages({ world, app, params }: Call): { query: StoredQuery; messages: Message[] } {
  const query = plainArguments(params, schema)
  const messages = world.pushes
    .list()
    .filter(
      (message) =>
        message.state === 'failed' &&
        message.appKey === app.appKey &&
        (query.createStartTime === null || message.gmtBorn >= query.createStartTime) &&
        (query.createEndTime === null || message.gmtBorn <= query.createEndTime) &&
        (query.type === null || message.type === query.type) &&
        (query.userInfo === null || message.userInfo === query.userInfo),
    )
  return { query, messages }
}

export function renderMessage(message: Message): Record<string, unknown> {
  return {
    msgId: message.msgId,
    type: message.type,
    userInfo: message.userInfo,
    data: message.data,
    gmtBorn: message.gmtBorn,
    topicGroup: message.type.startsWith('ORDER_') ? 'trade' : 'logistics',
    topicName: message.type,
    appKey: message.appKey,
  }
}

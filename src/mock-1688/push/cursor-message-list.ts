import type { Api } from '../protocol/api.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { failedMessages, pageSizeOf, renderMessage } from './stored-messages.ts'

/** Reading confirms: what was read and not kept is gone. */
export const cursorMessageList: Api = {
  namespace: 'cn.alibaba.open',
  name: 'push.cursor.messageList',
  needsToken: false,
  required: [],
  refuse: refuseFlat,
  handle(call) {
    const { query, messages } = failedMessages(call)
    const read = messages.slice(0, pageSizeOf(query.quantity))
    call.world.pushes.confirm(read.map((message) => String(message.msgId)))
    return { pushMessageList: read.map(renderMessage) }
  },
}

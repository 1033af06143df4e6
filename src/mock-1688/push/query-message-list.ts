import type { Api } from '../protocol/api.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { failedMessages, pageSizeOf, renderMessage } from './stored-messages.ts'

export const queryMessageList: Api = {
  namespace: 'cn.alibaba.open',
  name: 'push.query.messageList',
  needsToken: false,
  required: [],
  refuse: refuseFlat,
  handle(call) {
    const { query, messages } = failedMessages(call)
    const size = pageSizeOf(query.pageSize)
    const from = (Math.max(1, query.page) - 1) * size
    return { pushMessagePage: { datas: messages.slice(from, from + size).map(renderMessage), totalCount: messages.length } }
  },
}

import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { findOrder } from './find-order.ts'

const schema = z.looseObject({ orderId: idText, feedback: z.string().min(1) })
const MAX_LENGTH = 500

export const addFeedback: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.addFeedback',
  needsToken: true,
  required: ['tradeFeedbackParam'],
  refuse: (error) => ({
    result: { success: false, errorCode: error.code, errorInfo: error.message },
    code: error.code,
    message: error.message,
    success: false,
  }),
  handle(call) {
    const { orderId, feedback } = jsonArgument(call.params, 'tradeFeedbackParam', schema)
    const order = findOrder(call, orderId, { missing: '400_1', foreign: '400_2' })
    const message = order.message ? `${order.message}\n${feedback}` : feedback
    if (message.length > MAX_LENGTH) throw new BusinessError('400_2', '补充留言总长度不能超过500')
    order.message = message
    return { result: { success: true, errorCode: null, errorInfo: null }, code: null, message: null, success: true }
  },
}

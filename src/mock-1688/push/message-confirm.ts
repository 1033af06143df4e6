import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { refuseFlat } from '../protocol/envelopes.ts'

export const messageConfirm: Api = {
  namespace: 'cn.alibaba.open',
  name: 'push.message.confirm',
  needsToken: false,
  required: ['msgIdList'],
  refuse: refuseFlat,
  handle({ world, params }) {
    world.pushes.confirm(jsonArgument(params, 'msgIdList', z.array(idText)))
    return { isSuccess: true }
  },
}

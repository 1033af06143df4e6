import type { Api } from '../protocol/api.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { gatewayTime } from '../protocol/time.ts'

/** Answers a bare JSON string. */
export const currentTime: Api = {
  namespace: 'system',
  name: 'currentTime',
  needsToken: false,
  required: [],
  refuse: refuseFlat,
  handle: ({ world }) => gatewayTime(world.clock.now()),
}

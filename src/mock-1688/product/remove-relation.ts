import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { idText, plainArguments } from '../protocol/arguments.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'

const schema = z.looseObject({ productId: idText })

/** Unfollow a product: its changes are no longer pushed. The argument's name is our guess; the documents at hand do not give it. */
export const removeRelation: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.kjdistribute.removeRelation',
  needsToken: true,
  required: ['productId'],
  refuse: refuseInner,
  handle({ world, params }) {
    const { productId } = plainArguments(params, schema)
    world.followed.delete(productId)
    world.changes.mark('followed', productId)
    return innerResult(true)
  },
}

import { z } from 'zod'
import { looksOf } from '../pictures/looks.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument, optionalText } from '../protocol/arguments.ts'
import { nestedText, refuseNestedText } from '../protocol/envelopes.ts'

const schema = z.looseObject({ imageBase64: z.string().min(1), outMemberId: optionalText })

export const imageUpload: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.image.upload',
  needsToken: true,
  required: ['uploadImageParam'],
  refuse: refuseNestedText,
  async handle({ world, params }) {
    const { imageBase64 } = jsonArgument(params, 'uploadImageParam', schema)
    const looks = await looksOf(Buffer.from(imageBase64.replace(/^data:[^,]*,/, ''), 'base64'))
    // "0" for an unreadable picture is reported, not confirmed (spec 2.2).
    return nestedText(looks === null ? '0' : world.images.addSearch(looks))
  },
}

import { z } from 'zod'
import { ALL_LEAVES } from '../catalogue/departments.ts'
import { translate } from '../catalogue/language.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument, optionalText } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'

const schema = z.looseObject({ country: z.string().default('en'), sourceId: optionalText, hotKeywordType: optionalText })
const WORDS = 20
const DAY_MS = 86_400_000

/** What people search for: the kinds of goods, in an order that changes from day to day. The argument's name is our guess. */
export const topKeyword: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.topKeyword',
  needsToken: true,
  required: ['topSeKeywordParam'],
  refuse: refuseNested,
  handle({ world, params }) {
    const { country } = jsonArgument(params, 'topSeKeywordParam', schema)
    const first = Math.floor(world.clock.now() / DAY_MS) % ALL_LEAVES.length
    const leaves = [...ALL_LEAVES.slice(first), ...ALL_LEAVES.slice(0, first)].slice(0, WORDS)
    return nested(leaves.map(({ kind }) => ({ seKeyword: kind.name.zh, seKeywordTranslation: translate(kind.name, country) })))
  },
}

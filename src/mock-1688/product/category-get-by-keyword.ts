import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { plainArguments } from '../protocol/arguments.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { categoriesByName } from './category-nodes.ts'

const schema = z.looseObject({ cateName: z.string(), language: z.string() })

export const categoryGetByKeyword: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'category.translation.getByKeyword',
  needsToken: true,
  required: ['cateName', 'language'],
  refuse: refuseNested,
  handle({ params }) {
    const { cateName, language } = plainArguments(params, schema)
    return nested(categoriesByName(cateName, language))
  },
}

import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { decimal, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { nested, refuseNested } from '../protocol/envelopes.ts'
import { categoryById } from './category-nodes.ts'

const schema = z.looseObject({ categoryId: decimal, language: z.string() })

export const categoryGetById: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'category.translation.getById',
  needsToken: true,
  required: ['categoryId', 'language'],
  refuse: refuseNested,
  handle({ params }) {
    const { categoryId, language } = plainArguments(params, schema)
    const category = categoryById(categoryId, language)
    if (category === null) throw new BusinessError('400', `category not found: ${categoryId}`)
    return nested(category)
  },
}

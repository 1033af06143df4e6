import { z } from 'zod'
import type { Api } from '../protocol/api.ts'
import { decimal, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlatMsg } from '../protocol/envelopes.ts'
import { categoryInChinese } from './category-nodes.ts'

const schema = z.looseObject({ categoryID: decimal })

/** The category tree in Chinese only. */
export const categoryGet: Api = {
  namespace: 'com.alibaba.product',
  name: 'alibaba.category.get',
  needsToken: true,
  required: ['categoryID'],
  refuse: refuseFlatMsg,
  handle({ params }) {
    const { categoryID } = plainArguments(params, schema)
    const category = categoryInChinese(categoryID)
    if (category === null) throw new BusinessError('400', `category not found: ${categoryID}`)
    return { categoryInfo: [category], succes: 'true', errorCode: null, errorMsg: null }
  },
}

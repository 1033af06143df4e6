import { z } from 'zod'
import { definePartnerRoute } from '../define-partner-route.ts'
import { languageInput, languageOf } from '../languages.ts'
import { freshnessExample } from '../products/freshness.ts'
import { sendReady } from '../products/ready-answer.ts'
import { categoryPageWire } from './category-answers.ts'

export const listCategories = definePartnerRoute({
  method: 'GET',
  path: '/v1/categories',
  operationId: 'listCategories',
  tag: 'Catalogue',
  summary: 'List categories',
  description: 'One level of the category tree, whole: the top, or the children of `parentId`. It hardly ever changes.',
  scope: 'catalogue:read',
  query: z.strictObject({
    parentId: z
      .string()
      .regex(/^[0-9]{1,20}$/)
      .max(20)
      .optional()
      .meta({ description: 'Whose children; the top of the tree unless said.' }),
    lang: languageInput.optional().meta({ description: 'Of names; else by `Accept-Language`, else your default language.' }),
  }),
  etag: true,
  response: {
    status: 200,
    schema: categoryPageWire,
    example: {
      object: 'list',
      data: [{ object: 'category', id: '1034', parentId: null, name: 'Lamps', nameZh: '灯具', level: 1, isLeaf: false }],
      hasMore: false,
      nextCursor: null,
      ...freshnessExample,
    },
  },
  problems: [404, 502, 504],
  handler: async ({ categories, principal, tenant, query, clock, request }) => {
    const language = languageOf(query.lang, request.headers['accept-language'], principal.defaults)
    const ready = await categories.children({ livemode: tenant.livemode, view: principal.view, parentId: query.parentId, language })
    return sendReady(ready, clock, 3600)
  },
})

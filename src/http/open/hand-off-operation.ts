import { problemResponseName } from '../document/parts.ts'
import { EXAMPLE } from '../partner-api/examples.ts'

const problem = (status: number) => ({ [status]: { $ref: `#/components/responses/${problemResponseName(status)}` } })

/** The hand-off in the document: a redirect for browsers, which no route of ours describes. */
export const handOffPath = {
  '/go/{productId}': {
    get: {
      operationId: 'handOffShopper',
      tags: ['Catalogue'],
      summary: "Send a shopper to a partner's shop",
      description:
        'For links in a browser, without a key: redirects to the product in the shop of the partner, by the address template the operator has set for it. 120 a minute and address.',
      security: [],
      parameters: [
        {
          name: 'productId',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^prd_[0-9]{1,20}$', maxLength: 64 },
          example: EXAMPLE.product,
        },
        {
          name: 'partner',
          in: 'query',
          required: true,
          description: 'Whose shop.',
          schema: { type: 'string', maxLength: 64 },
          example: EXAMPLE.partner,
        },
      ],
      responses: {
        302: {
          description: "To the product in the partner's shop.",
          headers: { Location: { required: true, description: 'Where it is.', schema: { type: 'string' } } },
        },
        ...problem(404),
        ...problem(429),
      },
    },
  },
}

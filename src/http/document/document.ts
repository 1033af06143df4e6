import type { z } from 'zod'
import { API_VERSION } from '../plugins/api-version.ts'
import { problemWire } from '../problem.ts'
import type { Route } from '../route.ts'
import { Components } from '../schema/components.ts'
import { operationOf } from './operation.ts'
import { HEADERS, PARAMETERS, problemResponseName, problemStatuses } from './parts.ts'

export type Tag = { name: string; description: string }
export type WebhookDescription = { type: string; operationId: string; summary: string; payload: z.ZodType; example: unknown }
export type OpenapiDocument = {
  openapi: string
  info: Record<string, unknown>
  tags: Tag[]
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, unknown> } & Record<string, unknown>
} & Record<string, unknown>

/** The OpenAPI 3.1.1 document of these routes: pure, so that it can be made without a server or a store. Same routes, same bytes. */
export function buildDocument(input: {
  routes: readonly Route[]
  tags: readonly Tag[]
  publicUrl: string
  webhooks?: readonly WebhookDescription[]
}): OpenapiDocument {
  const components = new Components()
  const problem = components.add(problemWire, 'response')
  const paths: OpenapiDocument['paths'] = {}
  for (const route of input.routes) {
    paths[route.path] ??= {}
    const item = paths[route.path]
    if (item) item[route.method.toLowerCase()] = operationOf(route, components)
  }
  const webhooks = Object.fromEntries((input.webhooks ?? []).map((event) => [event.type, webhookOf(event, components)]))
  const isUsed = usageIn(JSON.stringify(paths))
  const responses = only(problemResponses(problem), isUsed('responses'))
  return {
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: input.publicUrl, description: 'Live and test data share the address; the key decides.' }],
    tags: input.tags.filter((tag) => input.routes.some((route) => route.tag === tag.name) || tag.name === WEBHOOK_TAG),
    security: [],
    paths,
    ...(Object.keys(webhooks).length > 0 ? { webhooks } : {}),
    components: {
      securitySchemes: only(SECURITY_SCHEMES, (name) => JSON.stringify(paths).includes(`"${name}":[]`)),
      parameters: only(PARAMETERS, isUsed('parameters')),
      headers: only(HEADERS, usageIn(JSON.stringify({ paths, responses }))('headers')),
      responses,
      schemas: components.all(),
    },
  }
}

const WEBHOOK_TAG = 'Webhooks'

const INFO = {
  title: 'Xunyuan Gateway partner API',
  version: API_VERSION,
  summary: 'Source on 1688 through one agent: products, orders, inspections, consolidation and refunds.',
  description: [
    'Keys: `Authorization: Bearer xyg_live_...` or `xyg_test_...`; the key decides between live and test data, which never meet.',
    'Writes: send an `Idempotency-Key` and repeat it when you retry; the first answer is replayed byte for byte for seven days.',
    'Errors: `application/problem+json` with a stable `code`; decide by the code. The codes are explained at `/docs/errors`.',
    'Compatibility: answers may gain fields, and fields named `status` may gain values; keep a default branch. Ids are opaque strings.',
    'Money: integers of minor units with an ISO 4217 code. Time: RFC 3339 in UTC.',
  ].join('\n\n'),
  contact: { name: 'Xunyuan Gateway', url: 'https://xunyuan.example/support' },
  license: { name: 'Proprietary', url: 'https://xunyuan.example/terms' },
} as const

const SECURITY_SCHEMES = {
  apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'xyg_live_... or xyg_test_...', description: 'An API key of the partner.' },
} as const

/** A generator writes code for every part it finds, so only what some operation uses is shown. */
function usageIn(paths: string): (kind: string) => (name: string) => boolean {
  return (kind) => (name) => paths.includes(`"#/components/${kind}/${name}"`)
}

function only(parts: Record<string, unknown>, isWanted: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => isWanted(name)))
}

function problemResponses(schema: unknown): Record<string, unknown> {
  return Object.fromEntries(problemStatuses().map((problem) => [problemResponseName(problem.status), problemResponse(problem, schema)]))
}

type ProblemStatus = ReturnType<typeof problemStatuses>[number]

function problemResponse({ status, description, codes, example }: ProblemStatus, schema: unknown): Record<string, unknown> {
  const isLimited = status === 429 || status === 503
  return {
    description: `${description} Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: {
      'Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(isLimited ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : {}),
    },
    content: { 'application/problem+json': { schema, example } },
  }
}

function webhookOf(event: WebhookDescription, components: Components): Record<string, unknown> {
  return {
    post: {
      operationId: event.operationId,
      tags: [WEBHOOK_TAG],
      summary: event.summary,
      description: `${event.summary}. Signed after Standard Webhooks; may arrive twice or out of order.`,
      security: [],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: components.add(event.payload, 'response'), example: event.example } },
      },
      responses: { '204': { description: 'Acknowledged' }, '410': { description: 'Gone: the endpoint is disabled' } },
    },
  }
}

import type { Route } from '../route.ts'
import type { Components } from '../schema/components.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { problemResponseName } from './parts.ts'

/** One operation of the document, with everything that follows from the route's properties added: headers, errors, security. */
export function operationOf(route: Route, components: Components): Record<string, unknown> {
  const body = requestBodyOf(route, components)
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: route.description,
    security: isOpen(route) ? [] : [{ apiKey: [] }],
    ...(route.scope === null ? {} : { 'x-required-scopes': [route.scope] }),
    ...(route.cost === undefined ? {} : { 'x-quota-cost': route.cost }),
    parameters: parametersOf(route, components),
    ...(body ? { requestBody: body } : {}),
    responses: { [route.response.status]: successOf(route, components), ...notModified(route), ...problemsOf(route) },
  }
}

const ref = (kind: 'parameters' | 'headers' | 'responses', name: string) => ({ $ref: `#/components/${kind}/${name}` })

function isOpen(route: Route): boolean {
  return route.door !== 'partner'
}

function parametersOf(route: Route, components: Components): unknown[] {
  const path = fieldsOf(route.params && components.add(route.params, 'request')).map(({ name, schema }) =>
    parameter(name, 'path', schema, true),
  )
  const query = fieldsOf(route.query && components.add(route.query, 'request')).map(({ name, schema, required }) =>
    parameter(name, 'query', schema, required),
  )
  const headers = [
    ...(route.idempotent ? ['IdempotencyKey'] : []),
    ...(route.ifMatch ? [route.ifMatch === 'required' ? 'IfMatchRequired' : 'IfMatch'] : []),
    ...(route.etag ? ['IfNoneMatch'] : []),
    ...(isOpen(route) ? [] : ['AcceptLanguage', 'ApiVersion']),
  ]
  return [...path, ...query, ...headers.map((name) => ref('parameters', name))]
}

function parameter(name: string, place: 'path' | 'query', schema: JsonSchema, required: boolean): Record<string, unknown> {
  const { description, ...rest } = schema
  return {
    name,
    in: place,
    required,
    ...(description === undefined ? {} : { description }),
    schema: rest,
    ...(rest.type === 'array' ? { style: 'form', explode: true } : {}),
  }
}

function fieldsOf(schema: JsonSchema | undefined): { name: string; schema: JsonSchema; required: boolean }[] {
  if (!schema?.properties) return []
  const required = schema.required ?? []
  return Object.entries(schema.properties).map(([name, field]) => ({ name, schema: field, required: required.includes(name) }))
}

function requestBodyOf(route: Route, components: Components): Record<string, unknown> | undefined {
  if (route.rawBody) {
    const { contentType, schema, description } = route.rawBody
    return { required: true, ...(description ? { description } : {}), content: { [contentType]: { schema } } }
  }
  if (!route.body) return undefined
  return { required: true, content: { 'application/json': { schema: components.add(route.body, 'request'), example: route.bodyExample } } }
}

function successOf(route: Route, components: Components): Record<string, unknown> {
  const { response } = route
  return {
    description: descriptionOf(route),
    headers: headersOf(route),
    ...(response.status === 204 ? {} : { content: contentOf(route, components) }),
  }
}

function descriptionOf(route: Route): string {
  if (route.response.status === 201) return 'Created.'
  if (route.response.status === 202) return 'Accepted: the work goes on.'
  return route.response.status === 204 ? 'Done; nothing to say.' : 'As asked.'
}

function contentOf({ response }: Route, components: Components): Record<string, unknown> {
  if ('schema' in response)
    return {
      'application/json': { schema: components.add(response.schema, 'response'), example: response.example },
      ...Object.fromEntries(
        (response.alsoAs ?? []).map((type) => [type, { schema: type.startsWith('text/') ? { type: 'string' } : BYTES }]),
      ),
    }
  if ('contentTypes' in response) return Object.fromEntries(response.contentTypes.map((type) => [type, { schema: BYTES }]))
  return {}
}

const BYTES = { type: 'string', format: 'binary' }

function headersOf(route: Route): Record<string, unknown> {
  const isList = 'schema' in route.response && route.query !== undefined && JSON.stringify(route.response.example).includes('"hasMore"')
  return {
    'Request-Id': ref('headers', 'RequestId'),
    ...(isOpen(route)
      ? {}
      : {
          'Api-Version': ref('headers', 'ApiVersion'),
          RateLimit: ref('headers', 'RateLimit'),
          'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
        }),
    ...(route.etag ? { ETag: ref('headers', 'ETag') } : {}),
    ...(route.response.status === 201 || route.response.status === 202 ? { Location: ref('headers', 'Location') } : {}),
    ...(route.idempotent ? { 'Idempotent-Replayed': ref('headers', 'IdempotentReplayed') } : {}),
    ...(isList ? { Link: ref('headers', 'Link') } : {}),
  }
}

function notModified(route: Route): Record<string, unknown> {
  return route.etag && route.method === 'GET'
    ? { '304': { description: 'Still current; no body.', headers: { ETag: ref('headers', 'ETag') } } }
    : {}
}

/** The errors every operation of this form can answer, and those it declares. */
function problemsOf(route: Route): Record<string, unknown> {
  const statuses = new Set<number>([500, ...(route.problems ?? [])])
  if (!isOpen(route)) for (const status of [400, 401, 403, 406, 422, 429, 503]) statuses.add(status)
  if (route.params) statuses.add(404)
  if (route.body || route.rawBody) for (const status of [413, 415]) statuses.add(status)
  if (route.idempotent) statuses.add(409)
  if (route.ifMatch) statuses.add(412)
  if (route.ifMatch === 'required') statuses.add(428)
  return Object.fromEntries([...statuses].sort((a, b) => a - b).map((status) => [status, ref('responses', problemResponseName(status))]))
}

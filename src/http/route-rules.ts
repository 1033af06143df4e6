import { z } from 'zod'
import type { Route } from './route.ts'

/** Refuses to start with a route that breaks a house rule; names all breaches at once. */
export function assertRoutes(routes: readonly Route[]): void {
  const breaches = [...routes.flatMap(breachesOf), ...duplicates(routes, 'operationId', (route) => route.operationId)]
  breaches.push(...duplicates(routes, 'method and path', (route) => `${route.method} ${route.path}`))
  if (breaches.length > 0) throw new Error(`routes break the rules:\n${breaches.join('\n')}`)
}

type Rule = { text: string; holds: (route: Route) => boolean }

/** Doors whose callers carry keys with scopes. */
const SCOPED_DOORS = new Set(['partner'])

const RULES: readonly Rule[] = [
  { text: 'operationId is a camelCase verb and noun', holds: (route) => /^[a-z]+[A-Z][A-Za-z0-9]+$/.test(route.operationId) },
  {
    text: 'the path is kebab-case with {camelCase} parameters',
    holds: (route) => /^(\/(\{[a-z][A-Za-z]+\}|[a-z0-9]+([-.][a-z0-9]+)*))+$/.test(route.path),
  },
  { text: 'summary and description are sentences', holds: (route) => route.summary.length > 3 && route.description.endsWith('.') },
  {
    text: 'a scope is declared',
    holds: (route) => !SCOPED_DOORS.has(route.door) || route.scope === null || /^[a-z-]+:[a-z]+$/.test(route.scope),
  },
  {
    text: 'a write of a partner names its scope',
    holds: (route) => !SCOPED_DOORS.has(route.door) || route.method === 'GET' || route.scope !== null,
  },
  {
    text: 'a POST of a partner is idempotent',
    holds: (route) => !SCOPED_DOORS.has(route.door) || route.method !== 'POST' || route.idempotent,
  },
  { text: 'only a POST is idempotent by key', holds: (route) => !route.idempotent || route.method === 'POST' },
  {
    text: 'the answer has a schema with a name',
    holds: (route) => !('schema' in route.response) || nameOf(route.response.schema) !== undefined,
  },
  {
    text: 'the body has a schema with a name and an example',
    holds: (route) => !route.body || (nameOf(route.body) !== undefined && route.bodyExample !== undefined),
  },
  {
    text: 'params name exactly the parameters of the path',
    holds: (route) => namesOf(route.params).join() === parametersOf(route.path).join(),
  },
  { text: 'a GET has no body', holds: (route) => route.method !== 'GET' || !route.body },
  { text: 'one answer is never prepared without idempotency', holds: (route) => !route.prepare || route.idempotent },
]

function breachesOf(route: Route): string[] {
  return RULES.filter((rule) => !rule.holds(route)).map((rule) => `${route.operationId} (${route.method} ${route.path}): ${rule.text}`)
}

function duplicates(routes: readonly Route[], what: string, key: (route: Route) => string): string[] {
  const seen = new Set<string>()
  return routes
    .map(key)
    .filter((one) => seen.has(one) || !seen.add(one))
    .map((one) => `${what} is used twice: ${one}`)
}

function nameOf(schema: z.ZodType): string | undefined {
  return z.globalRegistry.get(schema)?.id
}

function namesOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).sort() : []
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
}

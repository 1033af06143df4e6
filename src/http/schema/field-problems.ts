import type { ErrorObject } from 'ajv'
import type { z } from 'zod'

export type RequestPart = 'body' | 'query' | 'path' | 'header'

/** The closed list of what can be wrong with a field (api-conventions 5). */
export type FieldCode =
  | 'required'
  | 'unknown_field'
  | 'invalid_type'
  | 'invalid_value'
  | 'invalid_format'
  | 'too_small'
  | 'too_large'
  | 'too_short'
  | 'too_long'
  | 'too_few_items'
  | 'too_many_items'
  | 'not_unique'
  | 'not_found'
  | 'conflict'

/** One wrong field, before it is put into words: `limit` is the number or list the words mention. */
export type FieldProblem = { in: RequestPart; pointer: string; code: FieldCode; limit?: string }

/** More than anybody reads; keeps an answer to a hostile body small. */
export const MAX_FIELD_PROBLEMS = 50

/** Translates zod's issues; `value` tells a missing field from one of the wrong type. */
export function fieldsOfZodIssues(part: RequestPart, issues: readonly z.core.$ZodIssue[], value: unknown): FieldProblem[] {
  return issues.flatMap((issue) => fieldsOfIssue(part, issue, value)).slice(0, MAX_FIELD_PROBLEMS)
}

/** Translates Ajv's errors: the fallback for a keyword that zod does not know, such as `maxProperties`. */
export function fieldsOfAjvErrors(part: RequestPart, errors: readonly ErrorObject[]): FieldProblem[] {
  return errors.slice(0, MAX_FIELD_PROBLEMS).map((error) => ({
    in: part,
    pointer: `#${error.instancePath}`,
    code: AJV_CODES[error.keyword] ?? 'invalid_value',
    ...('limit' in error.params ? { limit: String(error.params.limit) } : {}),
  }))
}

/** An RFC 6901 fragment: `/` and `~` inside a name are escaped. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

const AJV_CODES: Record<string, FieldCode> = {
  maxProperties: 'too_many_items',
  minProperties: 'too_few_items',
  uniqueItems: 'not_unique',
  type: 'invalid_type',
  format: 'invalid_format',
  pattern: 'invalid_format',
}

function fieldsOfIssue(part: RequestPart, issue: z.core.$ZodIssue, value: unknown): FieldProblem[] {
  const at = (code: FieldCode, limit?: string, path: readonly PropertyKey[] = issue.path): FieldProblem[] => [
    { in: part, pointer: pointerOf(path), code, ...(limit === undefined ? {} : { limit }) },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => at('unknown_field', undefined, [...issue.path, key]))
    case 'invalid_type':
      return isAbsent(value, issue.path) ? at('required') : at('invalid_type', issue.expected)
    case 'invalid_value':
      return isAbsent(value, issue.path) ? at('required') : at('invalid_value', issue.values.slice(0, 20).map(String).join(', '))
    case 'too_small':
      return at(sizeCode(issue.origin, 'small'), String(issue.minimum))
    case 'too_big':
      return at(sizeCode(issue.origin, 'large'), String(issue.maximum))
    case 'invalid_format':
      return at('invalid_format', FORMAT_NAMES[issue.format])
    case 'invalid_key':
      return at('invalid_value')
    default:
      return at('invalid_value')
  }
}

const FORMAT_NAMES: Record<string, string> = {
  datetime: 'RFC 3339 date-time (2026-11-22T01:02:03Z)',
  date: 'YYYY-MM-DD',
  url: 'URL',
  email: 'e-mail',
  uuid: 'UUID',
}

function sizeCode(origin: string, side: 'small' | 'large'): FieldCode {
  if (origin === 'string') return side === 'small' ? 'too_short' : 'too_long'
  if (origin === 'array' || origin === 'set' || origin === 'object') return side === 'small' ? 'too_few_items' : 'too_many_items'
  return side === 'small' ? 'too_small' : 'too_large'
}

function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let node = value
  // Fastify hands a missing body to the validator as null.
  if (path.length === 0) return node === undefined || node === null
  for (const step of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return true
    node = (node as Record<PropertyKey, unknown>)[step]
  }
  return node === undefined
}

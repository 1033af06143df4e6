import type { FastifyInstance } from 'fastify'
import { Problem } from '../problem.ts'
import { type FieldProblem, MAX_FIELD_PROBLEMS, pointerOf, type RequestPart } from '../schema/field-problems.ts'

/**
 * Throws `request.validation_failed` for texts that JSON can say and PostgreSQL cannot keep: those with U+0000 or half a surrogate pair.
 * `raw` is what was parsed; both come in as escapes only, so that nearly every body is not looked through.
 */
export function requireStorableText(part: RequestPart, raw: string, value: unknown): void {
  if (!ESCAPED[part]?.test(raw)) return
  const fields = unstorable(part, value, [])
  if (fields.length > 0) throw new Problem('request.validation_failed', {}, { fields: fields.slice(0, MAX_FIELD_PROBLEMS) })
}

/** The same for the query of every request. */
export function refuseUnstorableQueries(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    try {
      requireStorableText('query', request.url, request.query)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}

/** What a text must hold to be worth a look: URLs are decoded as UTF-8, which has no half pairs. */
const ESCAPED: Partial<Record<RequestPart, RegExp>> = { body: /\\u(0000|d[89a-f])/i, query: /%00/ }

function unstorable(part: RequestPart, value: unknown, path: readonly string[]): FieldProblem[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ in: part, pointer: pointerOf(path), code: 'invalid_format' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) =>
    isStorable(key) ? unstorable(part, entry, [...path, key]) : [{ in: part, pointer: pointerOf(path), code: 'invalid_format' as const }],
  )
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

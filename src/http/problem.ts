import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { UpstreamError, type UpstreamFailure } from '../domain/upstream/upstream-error.ts'
import { type Locale, localeOf } from './plugins/locale.ts'
import { extensionsOf, fieldsOf } from './problem-extensions.ts'
import { isProblemCode, PROBLEMS, type ProblemCode } from './problems/catalogue.ts'
import { FIELD_TEXTS } from './problems/field-texts.ts'
import type { FieldProblem } from './schema/field-problems.ts'
import { RequestInvalid } from './schema/request-validator.ts'
import { serializerOf } from './schema/response-serializer.ts'
import { moneyWire } from './schema/wire.ts'

/** RFC 9457, with our extension members (api-conventions 5). */
export const problemWire = z
  .object({
    type: z.string().meta({ description: 'Address of the page that explains the code.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().meta({ description: 'Path of the request.' }),
    code: z.string().meta({ description: 'Stable, `area.reason`. Decide by this, never by the texts.' }),
    requestId: z.string().meta({ description: 'Name it when you ask for help.' }),
    errors: z
      .array(
        z
          .object({
            in: z.enum(['body', 'query', 'path', 'header']),
            pointer: z.string().meta({ description: 'RFC 6901 fragment.' }),
            code: z.string(),
            detail: z.string(),
          })
          .meta({ id: 'FieldProblem', description: 'One field that is not valid.' }),
      )
      .optional()
      .meta({ description: 'The fields that are not valid; at most 50.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'What is possible now instead.' }),
    shortfall: moneyWire.optional().meta({ description: 'What the balance lacks.' }),
    required: moneyWire.optional().meta({ description: 'What it costs.' }),
    available: moneyWire.optional().meta({ description: 'What the balance has.' }),
    creditLeft: moneyWire.optional().meta({ description: 'What could still be drawn on credit; absent without a credit line.' }),
    overdue: moneyWire.optional().meta({ description: 'Credit that is due and not paid back.' }),
    existingId: z.string().optional().meta({ description: 'The resource that is in the way.' }),
    policy: z.array(z.string()).optional().meta({ description: 'The rate-limit policies that were exceeded.' }),
    reason: z.string().optional().meta({
      description:
        'Why a text names no product: `shortLink`, `notAProductPage`, `otherSite`, `noLink` or `empty`. Why a picture is of no use: `urlNotAllowed`, `notAnswered`, `badStatus`, `tooManyRedirects`, `tooLarge` or `unreadable`.',
    }),
    retryable: z.boolean().optional().meta({ description: 'Whether the same request may succeed later.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' })

type ProblemHead = { status?: number; headers?: Readonly<Record<string, string>>; fields?: FieldProblem[]; cause?: unknown }

/** An error that HTTP itself raises; the domain raises `Refusal` with a code of the same catalogue. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, unknown>>
  readonly head: ProblemHead

  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}, head: ProblemHead = {}) {
    super(code, head.cause === undefined ? undefined : { cause: head.cause })
    this.name = 'Problem'
    this.code = code
    this.facts = facts
    this.head = head
  }
}

/** Where the problem happened and who will read it. */
export type ProblemScene = { locale: Locale; requestId: string; instance: string; errorPageUrl: string }
export type RenderedProblem = { status: number; headers: Record<string, string>; body: string }

/** The one place where an error becomes bytes. */
export function renderProblem(problem: Problem, scene: ProblemScene): RenderedProblem {
  const { code, facts, head } = problem
  const language = scene.locale === 'zh-CN' ? 'zh' : 'en'
  const status = head.status ?? PROBLEMS[code].status
  const text = PROBLEMS[code][language]
  const body = writeProblem({
    type: `${scene.errorPageUrl}#${code}`,
    ...text,
    status,
    instance: scene.instance,
    code,
    requestId: scene.requestId,
    ...extensionsOf(code, status, facts),
    ...(head.fields ? { errors: head.fields.map((field) => ({ ...field, detail: FIELD_TEXTS[field.code][language](field.limit) })) } : {}),
  })
  return { status, headers: { ...standardHeaders(status, code), ...head.headers, 'content-language': scene.locale }, body }
}

/** Answers a request with a problem, whatever was thrown. Faults of ours are logged with their cause and told in general words. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, errorPageUrl: string): FastifyReply {
  const problem = problemOf(error)
  const rendered = renderProblem(problem, {
    locale: localeOf(request.headers['accept-language']),
    requestId: request.id,
    instance: pathOf(request.url),
    errorPageUrl,
  })
  request.problemCode = problem.code
  // What a rule or 1688 answered is worth knowing; only a fault of ours calls somebody.
  if (rendered.status >= 500) request.log[rendered.status === 500 ? 'error' : 'warn']({ err: error, code: problem.code }, 'request.failed')
  return reply.code(rendered.status).headers(rendered.headers).type('application/problem+json').send(rendered.body)
}

/** What was thrown, as a problem. Refusals are known by their code, so that any door's error with one is understood. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof RequestInvalid) return invalidRequest(error)
  if (error instanceof UpstreamError) return upstreamProblem(error)
  if (!(error instanceof Error)) return new Problem('internal.unexpected', {}, { cause: error })
  const { code, facts } = error as { code?: unknown; facts?: Readonly<Record<string, unknown>> }
  if (isProblemCode(code)) {
    const fields = fieldsOf(code, facts ?? {})
    return new Problem(code, facts ?? {}, { cause: error, ...(fields.length > 0 ? { fields } : {}) })
  }
  const known = typeof code === 'string' ? FRAMEWORK_CODES[code] : undefined
  return new Problem(known ?? 'internal.unexpected', {}, { cause: error })
}

/** The path of a URL; a query may hold what must not be repeated. */
export function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

const writeProblem = serializerOf(problemWire)

/** When 1688 says how long it will refuse, the caller is told. */
function upstreamProblem(error: UpstreamError): Problem {
  const code = error.code === 'gw.NoUsageLeftError' ? 'upstream.quota_exhausted' : UPSTREAM_CODES[error.outcome]
  const waitMs = PROBLEMS[code].status === 503 ? error.retryAfterMs : undefined
  const headers = waitMs === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) }
  return new Problem(code, {}, { cause: error, headers })
}

/** A failure of 1688, by what the caller may do; its own code and text stay in the log. */
const UPSTREAM_CODES: Record<UpstreamFailure, ProblemCode> = {
  retryable: 'upstream.unavailable',
  permanent: 'upstream.rejected',
  unknownOutcome: 'upstream.outcome_unknown',
}

/** What Fastify and its plugins throw, in our words. Anything else of theirs is a fault of ours. */
const FRAMEWORK_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_media_type',
  FST_ERR_CTP_EMPTY_TYPE: 'request.unsupported_media_type',
  FST_ERR_BAD_URL: 'request.malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'resource.not_found',
  FST_ERR_HANDLER_TIMEOUT: 'service.busy',
  FST_REQ_FILE_TOO_LARGE: 'file.too_large',
  FST_PARTS_LIMIT: 'request.too_large',
  FST_FILES_LIMIT: 'request.too_large',
  FST_FIELDS_LIMIT: 'request.too_large',
  FST_PROTO_VIOLATION: 'request.malformed',
  FST_INVALID_JSON_FIELD_ERROR: 'request.malformed',
  FST_MP_PREMATURE_CLOSE: 'request.malformed',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'request.unsupported_media_type',
  FST_CSRF_MISSING_SECRET: 'actor.not_permitted',
  FST_CSRF_INVALID_TOKEN: 'actor.not_permitted',
  ECONNRESET: 'request.malformed',
}

/** A path that cannot be an id of ours is a missing resource; headers are part of the protocol (400), fields are not (422). */
function invalidRequest(error: RequestInvalid): Problem {
  if (error.part === 'path') return new Problem('resource.not_found', {}, { cause: error })
  return new Problem('request.validation_failed', {}, { fields: error.explain(), ...(error.part === 'header' ? { status: 400 } : {}) })
}

function standardHeaders(status: number, code: ProblemCode): Record<string, string> {
  if (code === 'idempotency.in_progress') return { 'retry-after': '1' }
  if (code === 'auth.required') return { 'www-authenticate': 'Bearer' }
  if (status === 503) return { 'retry-after': '5' }
  return {}
}

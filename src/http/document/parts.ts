import { PROBLEMS, type ProblemCode } from '../problems/catalogue.ts'

/** Statuses an error can have in the document. */
const PROBLEM_DESCRIPTIONS: Record<number, string> = {
  400: 'The request cannot be read.',
  401: 'No valid key.',
  402: 'The balance does not cover it.',
  403: 'The key is valid, but not for this.',
  404: 'Missing, or not yours: the answers are the same.',
  406: 'The answer would not be acceptable.',
  408: 'The request did not arrive in time.',
  409: 'The present state does not allow it.',
  410: 'It has expired.',
  412: 'It has changed since you read it.',
  413: 'The body is too large.',
  415: 'The media type is not supported.',
  422: 'Understood, but fields are not valid.',
  428: 'If-Match is required.',
  429: 'Too many requests.',
  500: 'Our fault.',
  502: '1688 refused.',
  503: 'Busy, shutting down, or 1688 cannot be reached.',
  504: '1688 did not answer in time.',
}

/** What the document says about an error status: the codes that lead there and one example. */
export function problemStatuses(): { status: number; description: string; codes: ProblemCode[]; example: unknown }[] {
  return Object.entries(PROBLEM_DESCRIPTIONS).map(([text, description]) => {
    const status = Number(text)
    return { status, description, codes: codesOf(status), example: exampleOf(status) }
  })
}

/** Name of the shared response of a status. */
export function problemResponseName(status: number): string {
  return `Problem${status}`
}

const text = (description: string, example: string) => ({ description, schema: { type: 'string' }, example })

/** Response headers, written once. */
export const HEADERS = {
  RequestId: text('Our id of this request, also in the log and in problems.', 'req_01kd5v3m8qf6mrx3e0c9h2t4za'),
  ApiVersion: text('The version that answered.', '2026-11-01'),
  RateLimitPolicy: text('The quotas of this key: units (`q`) a window of seconds (`w`).', '"burst";q=60;w=1, "sustained";q=600;w=60'),
  RateLimit: text(
    'What is left of each quota (`r`) and after how many seconds it is whole again (`t`).',
    '"burst";r=57;t=1, "sustained";r=412;t=23',
  ),
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', format: 'int32' }, example: 2 },
  ETag: text('Strong entity tag of this version of the resource.', '"v7"'),
  Location: text('Path of the resource.', '/v1/orders/ord_01kd5v3m8qf6mrx3e0c9h2t4za'),
  Link: text('The next page (`rel="next"`); absent on the last one.', '</v1/orders?limit=20&cursor=eyJ2IjoxfQ>; rel="next"'),
  IdempotentReplayed: text('`true` when this is the stored answer of an earlier request with the same key.', 'true'),
} as const

const header = (name: string, description: string, schema: Record<string, unknown>, required: boolean, example: string) => ({
  name,
  in: 'header',
  description,
  required,
  schema,
  example,
})

/** Request headers, written once. */
export const PARAMETERS = {
  IdempotencyKey: header(
    'Idempotency-Key',
    'A value of your own for this change, e.g. a UUID. Repeat it when you retry: the first answer is replayed for seven days.',
    { type: 'string', minLength: 8, maxLength: 255, pattern: '^[A-Za-z0-9_.:-]{8,255}$' },
    true,
    '6f1c3f2e-0d7c-4a54-9f0e-6a1f0f0a4d11',
  ),
  IfMatchRequired: header('If-Match', 'The ETag you last read.', { type: 'string', maxLength: 100 }, true, '"v7"'),
  IfMatch: header(
    'If-Match',
    'The ETag you last read; the change is refused if the resource has changed since.',
    { type: 'string', maxLength: 100 },
    false,
    '"v7"',
  ),
  IfNoneMatch: header(
    'If-None-Match',
    'An ETag you hold; 304 without a body if it is still current.',
    { type: 'string', maxLength: 2000 },
    false,
    '"v7"',
  ),
  AcceptLanguage: header(
    'Accept-Language',
    'Language of titles and advice of problems, `en` or `zh-CN`; in the catalogue also of texts where `lang` is not said.',
    { type: 'string', maxLength: 500 },
    false,
    'zh-CN,zh;q=0.9,en;q=0.8',
  ),
  ApiVersion: header(
    'Api-Version',
    'A published version date; the date of the key otherwise.',
    { type: 'string', maxLength: 10 },
    false,
    '2026-11-01',
  ),
} as const

/** Codes a partner can meet; staff sign-in has its own document. */
function codesOf(status: number): ProblemCode[] {
  return Object.entries(PROBLEMS)
    .filter(([code, problem]) => problem.status === status && !code.startsWith('staff.') && !code.startsWith('ledger.'))
    .map(([code]) => code as ProblemCode)
}

function exampleOf(status: number): unknown {
  const code = PREFERRED[status] ?? codesOf(status)[0]
  if (!code) return undefined
  return {
    type: `https://xunyuan.example/docs/errors#${code}`,
    ...PROBLEMS[code].en,
    status,
    instance: '/v1/orders',
    code,
    requestId: 'req_01kd5v3m8qf6mrx3e0c9h2t4za',
    ...(status === 422
      ? { errors: [{ in: 'body', pointer: '#/lines/0/quantity', code: 'too_small', detail: 'Must be at least 1.' }] }
      : {}),
    ...(status === 402 ? SHORTFALL : {}),
    ...(status === 409 ? { allowed: ['cancel'] } : {}),
    ...(status === 429 ? { policy: ['burst'] } : {}),
    ...(status >= 502 ? { retryable: status !== 502 } : {}),
  }
}

/** What an insufficient balance says of itself. */
const SHORTFALL = {
  required: { amount: 15990, currency: 'USD' },
  available: { amount: 3000, currency: 'USD' },
  shortfall: { amount: 12990, currency: 'USD' },
  creditLeft: { amount: 10000, currency: 'USD' },
  overdue: { amount: 0, currency: 'USD' },
}

const PREFERRED: Record<number, ProblemCode> = {
  400: 'request.malformed_json',
  403: 'auth.scope_missing',
  404: 'resource.not_found',
  409: 'order.move_not_allowed',
  410: 'quote.expired',
  413: 'request.too_large',
  422: 'request.validation_failed',
  429: 'rate.limited',
  500: 'internal.unexpected',
  503: 'upstream.unavailable',
}

/** A refusal of the staff API, as RFC 9457 tells it. `code` is stable; the pages translate it. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | null

  constructor(status: number, code: string, details: { message?: string; retryAfterSeconds?: number | null } = {}) {
    super(details.message ?? code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
  }
}

/** Reads what a failed answer says; an answer that is no problem document keeps its status only. */
export function problemFrom(status: number, body: unknown, retryAfter: string | null): Problem {
  const told = typeof body === 'object' && body !== null ? (body as { code?: unknown; detail?: unknown }) : {}
  const code = typeof told.code === 'string' ? told.code : `http.${status}`
  const seconds = Number(retryAfter)
  const details = { retryAfterSeconds: retryAfter !== null && Number.isFinite(seconds) ? seconds : null }
  return new Problem(status, code, typeof told.detail === 'string' ? { ...details, message: told.detail } : details)
}

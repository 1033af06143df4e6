import { hash } from 'node:crypto'
import { Problem } from '../problem.ts'

/** One partner's key for one operation; live and test never meet. */
export type IdempotencyScope = { partnerId: string; livemode: boolean; method: string; route: string; key: string }

/** An answer as it was sent: replayed byte for byte. */
export type StoredAnswer = { status: number; headers: Record<string, string>; body: string }

/** Keeps answers under keys; implemented by the store. */
export interface IdempotencyPort<Tx> {
  /** The finished answer under this key, if any. */
  find(scope: IdempotencyScope): Promise<{ fingerprint: string; answer: StoredAnswer } | undefined>
  /**
   * Claims the key, runs `work` and stores its answer in one transaction. A finished twin is replayed; refuses
   * `idempotency.in_progress` while a twin runs and `idempotency.key_reused` for another fingerprint. What `work` throws
   * rolls everything back, the claim too, so that a corrected retry may use the same key.
   */
  run(
    scope: IdempotencyScope,
    fingerprint: string,
    work: (tx: Tx) => Promise<StoredAnswer>,
  ): Promise<{ answer: StoredAnswer; replayed: boolean }>
}

/** The value of an `Idempotency-Key` header, without the quotes of the draft. Throws when it is missing or malformed. */
export function idempotencyKeyOf(header: string | string[] | undefined): string {
  if (header === undefined || header === '') throw new Problem('idempotency.key_required')
  const key = Array.isArray(header) ? header.join(',') : header.replace(/^"(.*)"$/, '$1')
  if (!KEY.test(key)) {
    const fields = [
      { in: 'header' as const, pointer: '#/Idempotency-Key', code: 'invalid_format' as const, limit: '8-255 of A-Z a-z 0-9 _ . : -' },
    ]
    throw new Problem('request.validation_failed', {}, { status: 400, fields })
  }
  return key
}

/** What makes two requests the same: the operation, the version and the validated content, whatever the order of its fields. */
export function fingerprintOf(request: { method: string; path: string; apiVersion: string; body: unknown }): string {
  return hash('sha256', `${request.method} ${request.path}\n${request.apiVersion}\n${canonical(request.body)}`)
}

const KEY = /^[A-Za-z0-9_.:-]{8,255}$/

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

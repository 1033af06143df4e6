import type { RefusalCode } from './refusal-codes.ts'

export type RefusalFacts = Readonly<Record<string, unknown>>

/** A rule said no: thrown by use cases so that the transaction rolls back; `facts` hold what the caller may be told. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: RefusalFacts

  constructor(code: RefusalCode, facts: RefusalFacts = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

/** True when the error is a rule's answer and not a fault; with a code, only for that code. */
export function isRefusal(error: unknown, code?: RefusalCode): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code)
}

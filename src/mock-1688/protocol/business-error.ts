/** A refusal by an API: HTTP 200, in the envelope of the API's family. `code` is the wire's code. */
export class BusinessError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

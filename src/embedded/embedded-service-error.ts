/** An embedded service cannot run; the message is one sentence a person can act on, printed as it is before the process exits 1. */
export class EmbeddedServiceError extends Error {
  override readonly name = 'EmbeddedServiceError'
}

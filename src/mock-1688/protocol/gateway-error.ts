const STATUS: Readonly<Record<string, number>> = { '401': 401 }

const MESSAGES: Readonly<Record<string, string>> = {
  '401': 'Request need user authorized',
  'gw.SignatureInvalid': 'Invalid signature',
  'gw.SignatureMissing': 'Signature is required',
  'gw.AppKeyMissing': 'AppKey is required in the request path',
  'gw.AppKeyNotFound': 'AppKey is not found',
  'gw.APIUnsupported': 'Unsupported API',
  'gw.APIACLDecline': 'AppKey is not allowed(acl)',
  'gw.ParamMissing': 'Required argument',
  'gw.ParamInvalid': 'Invalid argument',
  'gw.QosAppFrequencyLimit': 'App call exceeds limited frequency',
  'gw.QosAPIFrequencyLimit': 'API call exceeds limited frequency',
  'gw.QosRequestLimit': 'Request exceeds limited frequency',
  'gw.NoUsageLeftError': 'SLA bill has no usage left',
}

/** A refusal by the gateway itself, before any API ran: three-key body, HTTP 400 or 401 (spec 1.6). */
export class GatewayError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message?: string) {
    super(message ?? MESSAGES[code] ?? 'Gateway error')
    this.code = code
    this.status = STATUS[code] ?? 400
  }

  body(): Record<string, string> {
    return { error_code: this.code, error_message: this.message, exception: `${this.code}: ${this.message}` }
  }
}

import type { BusinessError } from './business-error.ts'

/** Family A: nested result, code "200". */
export function nested(payload: unknown): unknown {
  return { result: { success: true, code: '200', message: null, result: payload } }
}

export function refuseNested(error: BusinessError): unknown {
  return { result: { success: false, code: error.code, message: error.message, result: null } }
}

/** Family A with the string boolean that image search and image upload have. */
export function nestedText(payload: unknown): unknown {
  return { result: { success: 'true', code: '200', message: null, result: payload } }
}

export function refuseNestedText(error: BusinessError): unknown {
  return { result: { success: 'false', code: error.code, message: error.message, result: null } }
}

/** Family C: refund reasons, maximum, create, voucher; auto-debit. */
export function innerResult(payload: unknown): unknown {
  return { result: { success: true, code: null, message: null, result: payload } }
}

export function refuseInner(error: BusinessError): unknown {
  return { result: { success: false, code: error.code, message: error.message, result: null } }
}

/** Family C2: receipt, refund cancel, return goods. */
export function bareSuccess(): unknown {
  return { result: { success: true, errorCode: null, errorInfo: null } }
}

export function refuseBare(error: BusinessError): unknown {
  return { result: { success: false, errorCode: error.code, errorInfo: error.message } }
}

/** Family D refusal: `{success, errorCode, errorMessage}` at the top, as cancel and trace give. */
export function refuseFlat(error: BusinessError): unknown {
  return { success: false, errorCode: error.code, errorMessage: error.message }
}

/** Family D refusal with the shorter key `errorMsg`, as preview, memo and pay ways give. */
export function refuseFlatMsg(error: BusinessError): unknown {
  return { success: false, errorCode: error.code, errorMsg: error.message }
}

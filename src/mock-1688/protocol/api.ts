import type { App, Buyer } from '../state/apps.ts'
import type { World } from '../state/world.ts'
import type { BusinessError } from './business-error.ts'
import type { Params } from './sign.ts'

export type Call = {
  world: World
  app: App
  buyer: Buyer
  params: Params
  /** A file part of a multipart call, by field name. */
  files: ReadonlyMap<string, Buffer>
  /** The odd answer a test asked this API to give on this call; null for the usual one. */
  variant: string | null
}

export type Api = {
  namespace: string
  name: string
  /** Whether `access_token` is required (spec 1.1 lists those that need none). */
  needsToken: boolean
  /** Top-level arguments whose absence is `gw.ParamMissing`. */
  required: readonly string[]
  handle(call: Call): unknown
  /** The body of a business refusal, in this API's envelope family. */
  refuse(error: BusinessError): unknown
}

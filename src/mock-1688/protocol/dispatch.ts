import type { App, Buyer } from '../state/apps.ts'
import { settingsWith } from '../state/settings.ts'
import type { World } from '../state/world.ts'
import type { Api, Call } from './api.ts'
import { BusinessError } from './business-error.ts'
import { GatewayError } from './gateway-error.ts'
import { type Params, sameSignature, sign } from './sign.ts'

export type Incoming = {
  namespace: string
  name: string
  appKey: string | undefined
  params: Params
  files: ReadonlyMap<string, Buffer>
  /** Settings that are different for this call. */
  patches?: readonly Readonly<Record<string, unknown>>[]
}

export type Admitted = { api: Api; call: Call }

/**
 * The gateway's checks in the order of spec 1.6: app key, signature, API, token, grant, frequency, arguments.
 * Throws GatewayError at the first that fails.
 */
export function admit(world: World, apis: ReadonlyMap<string, Api>, incoming: Incoming): Admitted {
  const app = knownApp(world, incoming.appKey)
  checkSignature(app, incoming)
  const api = apis.get(apiKey(incoming.namespace, incoming.name))
  if (!api) throw new GatewayError('gw.APIUnsupported', `Unsupported API ${incoming.namespace}:${incoming.name}`)
  const buyer = api.needsToken ? authorizedBuyer(world, app, incoming.params.access_token) : app.buyer
  if (app.denied.has(api.name)) throw new GatewayError('gw.APIACLDecline')
  const settings = settingsWith(world.settings, [app.settings, ...(incoming.patches ?? [])])
  world.traffic.admit(app.appKey, api.name, settings)
  const missing = api.required.find((name) => !incoming.params[name] && !incoming.files.has(name))
  if (missing) throw new GatewayError('gw.ParamMissing', `Required argument ${missing} is missing`)
  return {
    api,
    call: {
      world: settings === world.settings ? world : { ...world, settings },
      app,
      buyer,
      params: incoming.params,
      files: incoming.files,
      variant: null,
    },
  }
}

/** Runs an admitted call; a business refusal becomes the API's own error body. */
export async function answer({ api, call }: Admitted): Promise<unknown> {
  try {
    return await api.handle(call)
  } catch (error) {
    if (error instanceof BusinessError) return api.refuse(error)
    throw error
  }
}

export function apiKey(namespace: string, name: string): string {
  return `${namespace}:${name}`
}

function knownApp(world: World, appKey: string | undefined): App {
  if (!appKey) throw new GatewayError('gw.AppKeyMissing')
  const app = world.apps.find(appKey)
  if (!app) throw new GatewayError('gw.AppKeyNotFound')
  return app
}

function checkSignature(app: App, incoming: Incoming): void {
  const given = incoming.params._aop_signature
  if (!given) throw new GatewayError('gw.SignatureMissing')
  const urlPath = `param2/1/${incoming.namespace}/${incoming.name}/${app.appKey}`
  if (!sameSignature(sign(app.appSecret, incoming.params, urlPath), given)) throw new GatewayError('gw.SignatureInvalid')
}

function authorizedBuyer(world: World, app: App, token: string | undefined): Buyer {
  if (!token) throw new GatewayError('401', 'Request need user authenticated')
  const buyer = world.apps.buyerOf(app, token, world.clock.now())
  if (!buyer) throw new GatewayError('401')
  return buyer
}

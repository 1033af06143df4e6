import { GatewayError } from '../protocol/gateway-error.ts'
import type { Params } from '../protocol/sign.ts'
import { gatewayTime } from '../protocol/time.ts'
import type { App } from '../state/apps.ts'
import type { World } from '../state/world.ts'

/** `system.oauth2/getToken`: unsigned, by code or by refresh token. Any code of the form `code-…` is good. Throws GatewayError. */
export function getToken(world: World, appKey: string, params: Params): Record<string, unknown> {
  const app = authenticated(world, appKey, params)
  if (params.grant_type === 'authorization_code') return byCode(world, app, params)
  if (params.grant_type === 'refresh_token') return byRefreshToken(world, app, params)
  throw new GatewayError('gw.ParamInvalid', 'Invalid argument grant_type')
}

/** `system.oauth2/postponeToken`: a new refresh token for the old one. */
export function postponeToken(world: World, appKey: string, params: Params): Record<string, unknown> {
  const app = authenticated(world, appKey, params)
  checkRefreshToken(world, app, params)
  return { ...answer(world, app), ...refreshPart(world, app) }
}

function byCode(world: World, app: App, params: Params): Record<string, unknown> {
  if (!/^code-/.test(params.code ?? '')) throw new GatewayError('401', 'code is invalid or used')
  return { ...answer(world, app), ...(params.need_refresh_token === 'true' ? refreshPart(world, app) : {}) }
}

function byRefreshToken(world: World, app: App, params: Params): Record<string, unknown> {
  checkRefreshToken(world, app, params)
  if (world.settings.refreshEndsOldToken) world.apps.expire({ appKey: app.appKey }, world.clock.now())
  return answer(world, app)
}

/** `expires_in` is text. */
function answer(world: World, app: App): Record<string, unknown> {
  const { tokenLifeSeconds } = world.settings
  return {
    access_token: world.apps.issue(app, world.clock.now() + tokenLifeSeconds * 1000),
    expires_in: String(tokenLifeSeconds),
    aliId: app.buyer.userId,
    memberId: app.buyer.memberId,
    resource_owner: app.buyer.loginId,
  }
}

function refreshPart(world: World, app: App): Record<string, unknown> {
  const { token, timeoutAt } = world.apps.issueRefresh(app, world.clock.now())
  return { refresh_token: token, refresh_token_timeout: gatewayTime(timeoutAt) }
}

function authenticated(world: World, appKey: string, params: Params): App {
  const app = world.apps.find(appKey)
  if (!app || params.client_id !== appKey) throw new GatewayError('gw.AppKeyNotFound')
  if (params.client_secret !== app.appSecret) throw new GatewayError('401', 'client_secret is wrong')
  return app
}

function checkRefreshToken(world: World, app: App, params: Params): void {
  if (!world.apps.refreshes(app, params.refresh_token ?? '', world.clock.now())) throw new GatewayError('401', 'refresh_token is invalid')
}

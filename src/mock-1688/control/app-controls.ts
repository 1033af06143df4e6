import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { APIS } from '../apis.ts'
import type { App } from '../state/apps.ts'
import { patchSettings } from '../state/settings.ts'
import type { World } from '../state/world.ts'
import { type Control, ControlError, control, found } from './respond.ts'

const NAMES = new Set([...APIS.values()].map((api) => api.name))
const apiNames = z.array(z.string().refine((name) => NAMES.has(name), 'no such API'))

const newSchema = z.strictObject({
  appKey: z.string().regex(/^\d{4,12}$/),
  appSecret: z.string().min(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  callbackUrl: z.url().optional(),
  denied: apiNames.optional(),
})

const changeSchema = z.strictObject({
  /** APIs this app is not granted, all at once. */
  denied: apiNames.optional(),
  callbackUrl: z.url().nullable().optional(),
  /** Settings that differ for this app, all at once; {} = none. */
  settings: z.record(z.string(), z.unknown()).optional(),
})

/** The apps that may call, each with a buyer account, grants and settings of its own. */
export function appControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/apps', { world, handle: (at) => ({ apps: at.world.apps.all().map(appView) }) })
  control(server, 'POST', '/control/apps', {
    world,
    handle(at) {
      const { callbackUrl, denied, ...seed } = at.read(newSchema)
      if (at.world.apps.find(seed.appKey)) throw new ControlError(409, `app ${seed.appKey} exists`)
      at.world.apps.add({ ...seed, ...(callbackUrl && { callbackUrl }), ...(denied && { denied }) }, at.world.clock.now())
      return appView(found(at.world.apps.find(seed.appKey), 'app'))
    },
  })
  control(server, 'GET', '/control/apps/:appKey', { world, handle: (at) => appView(appOf(at)) })
  control(server, 'POST', '/control/apps/:appKey', {
    world,
    handle(at) {
      const app = appOf(at)
      const { denied, callbackUrl, settings } = at.read(changeSchema)
      // Refused here, not at the app's next call.
      if (settings) patchSettings(at.world.settings, settings)
      if (denied) app.denied = new Set(denied)
      if (callbackUrl !== undefined) app.callbackUrl = callbackUrl
      if (settings) app.settings = settings
      at.world.traffic.refill()
      return appView(app)
    },
  })
}

function appOf({ world, path }: Control): App {
  return found(world.apps.find(path.appKey ?? ''), 'app')
}

function appView({ appSecret: _secret, denied, ...app }: App): Record<string, unknown> {
  return { ...app, denied: [...denied] }
}

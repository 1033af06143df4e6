import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { registerRoutes } from '../register-routes.ts'
import { LARGEST_PHOTO_BYTES } from './files/picture-form.ts'
import { addDashboardPages, type PageSettings } from './pages/dashboard-pages.ts'
import { addQueueBoard, type QueueBoard } from './pages/queue-board.ts'
import { createSessionKeeper } from './session/session-keeper.ts'
import { createSignInThrottle } from './session/sign-in-throttle.ts'
import { createStaffDoor, type StaffServices } from './staff-door.ts'
import { assertStaffRoutes, staffRoutes } from './staff-routes.ts'

export type StaffApiDeps = {
  services: StaffServices
  settings: {
    /** True behind https: the cookie is then `__Host-sid` and Secure. */
    isSecure: boolean
    /** Parses every answer with zod before it is written: tests and staging. */
    checkAnswers: boolean
  }
  pages: PageSettings
  /** bull-board's routes, mounted at /staff/queues for admins; left out where there are no queues. */
  queueBoard?: QueueBoard
}

/** Adds the staff app to the gateway's server: its API under /staff/v1, its pages under /staff, the queue board for admins. */
export async function registerStaffApi(app: FastifyInstance, { services, settings, pages, queueBoard }: StaffApiDeps): Promise<void> {
  assertStaffRoutes(staffRoutes)
  app.decorateRequest('staff', null)
  // A scope of its own: partners' requests pay nothing for cookies and forms.
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (staff) => {
    await staff.register(cookie)
    await staff.register(multipart, { throwFileSizeLimit: true, limits: FORM_LIMITS })
    const keeper = createSessionKeeper({ ...services, isSecure: settings.isSecure, serializeCookie: staff.serializeCookie })
    const throttle = createSignInThrottle(services.clock)
    registerRoutes(staff, staffRoutes, createStaffDoor({ services, keeper, throttle, checkAnswers: settings.checkAnswers }))
    if (queueBoard) await addQueueBoard(staff, keeper, queueBoard)
    await addDashboardPages(staff, pages)
  })
}

const FORM_LIMITS = { fileSize: LARGEST_PHOTO_BYTES, files: 1, fields: 5, fieldSize: 32 * 1024, parts: 6, headerPairs: 20 }

import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { systemClock } from '../../../platform/clock.ts'
import { type Door, registerRoutes } from '../../register-routes.ts'
import type { Route } from '../../route.ts'
import { LARGEST_UPLOAD_BYTES } from './receive-upload.ts'
import { clearUploadFolders } from './upload-folder.ts'

/** Adds routes whose bodies are forms. A scope of its own: everywhere else a form is refused unread. */
export async function addUploads(app: FastifyInstance, routes: readonly Route[], door: Door): Promise<void> {
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (uploads) => {
    await uploads.register(multipart, { throwFileSizeLimit: false, limits: FORM_LIMITS })
    registerRoutes(uploads, routes, door)
    uploads.addHook('onReady', async () => void (await clearUploadFolders(systemClock.now())))
  })
}

const FORM_LIMITS = {
  fileSize: LARGEST_UPLOAD_BYTES,
  files: 1,
  fields: 4,
  fieldSize: 1_024,
  fieldNameSize: 40,
  parts: 5,
  headerPairs: 20,
}

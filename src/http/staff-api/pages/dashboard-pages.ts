import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problem.ts'

/** What the build writes where a nonce belongs (src/dashboard/vite.config.ts). */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'
const NOT_BUILT = 'The dashboard is not built: run "npm run build".\n'

export type PageSettings = {
  /** Folder of the built app: index.html and assets/. */
  folder: string
  /** Where product pictures come from, as CSP sources, e.g. `https://cbu01.alicdn.com`. */
  imageSources: readonly string[]
}

/**
 * The staff app under /staff/: hashed assets kept for ever, every other path is the app's own page. Scripts come from here only;
 * styles made in the browser need the nonce that is new with every answer, so there is no `unsafe-inline` anywhere.
 */
export async function addDashboardPages(app: FastifyInstance, { folder, imageSources }: PageSettings): Promise<void> {
  const indexFile = join(folder, 'index.html')
  if (existsSync(join(folder, 'assets'))) {
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/staff/assets/',
      decorateReply: false,
      index: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    })
  }
  app.get('/staff', async (_request, reply) => reply.redirect('/staff/', 302))
  app.get('/staff/*', async (request, reply) => {
    if (/^\/staff\/(v1|assets|queues)(\/|$)/.test(request.url)) throw new Problem('resource.not_found')
    if (!existsSync(indexFile)) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    const nonce = randomBytes(16).toString('base64')
    const page = (await readFile(indexFile, 'utf8')).replaceAll(NONCE_PLACEHOLDER, nonce)
    return reply
      .header('content-security-policy', pagePolicy(nonce, imageSources))
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page)
  })
}

function pagePolicy(nonce: string, imageSources: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src ${["'self'", 'data:', 'blob:', ...imageSources].join(' ')}`,
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

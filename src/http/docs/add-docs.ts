import { hash } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OpenapiDocument } from '../document/document.ts'
import { isFresh } from '../plugins/conditional.ts'
import { addPageHeaders } from '../plugins/security-headers.ts'
import { renderErrorsPage } from './error-page.ts'
import { THEME_CSS } from './theme.ts'
import { renderYaml } from './yaml.ts'

export const DOCS_PREFIX = '/docs'

/** Serves the document as JSON and YAML, an explorer at /docs and the error pages that problems point to. */
export async function addDocs(app: FastifyInstance, document: OpenapiDocument): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  serveBytes(app, '/openapi.json', { type: 'application/json; charset=utf-8', text: JSON.stringify(document) })
  serveBytes(app, '/openapi.yaml', { type: 'application/yaml; charset=utf-8', text: await renderYaml(document) })
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (pages) => {
    await addPageHeaders(pages)
    serveBytes(pages, `${DOCS_PREFIX}/errors`, { type: 'text/html; charset=utf-8', text: renderErrorsPage() })
    serveBytes(pages, `${DOCS_PREFIX}/theme.css`, { type: 'text/css; charset=utf-8', text: THEME_CSS })
    await pages.register(swaggerUi, {
      routePrefix: DOCS_PREFIX,
      uiConfig: {
        deepLinking: true,
        docExpansion: 'none',
        displayRequestDuration: true,
        defaultModelsExpandDepth: 0,
        persistAuthorization: false,
        tryItOutEnabled: true,
      },
      theme: {
        title: 'Xunyuan Gateway API',
        css: [{ filename: 'xunyuan.css', content: THEME_CSS }],
        favicon: [{ filename: 'icon.svg', rel: 'icon', sizes: 'any', type: 'image/svg+xml', content: ICON }],
      },
      logo: { type: 'image/svg+xml', content: LOGO, href: DOCS_PREFIX, target: '_self' },
    })
  })
}

/** Fixed bytes with their entity tag. */
function serveBytes(app: FastifyInstance, url: string, { type, text }: { type: string; text: string }): void {
  const etag = hash('sha256', text, 'base64url').slice(0, 16)
  app.get(url, { logLevel: 'warn' }, async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers({ etag: `"${etag}"`, 'cache-control': 'public, max-age=300' })
    if (isFresh(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type(type).send(text)
  })
}

/** The staff app's mark (src/dashboard/icon.svg), in a square of 32. */
const MARK =
  '<rect width="32" height="32" rx="8" fill="#4c6ef5"/><path d="m7.5 12 8.5-4.5 8.5 4.5v8.5L16 25l-8.5-4.5zl8.5 4.5 8.5-4.5M16 16.5V25" fill="none" stroke="#fff" stroke-width="2.1" stroke-linejoin="round"/>'
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}</svg>`
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 215 32" width="215" height="32">${MARK}<text x="42" y="22" fill="#fff" font-family="system-ui, sans-serif" font-size="17" font-weight="600">Xunyuan Gateway</text></svg>`

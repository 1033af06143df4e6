import type { FastifyInstance } from 'fastify'
import { PictureCache } from './pictures/picture-cache.ts'
import { type PictureFormat, renderPicture } from './pictures/render-picture.ts'
import type { World } from './state/world.ts'

const FULL_SIZE = 800
const FILE = /^([a-z]*-?\d+|white|certificate)(?:\.(\d+)x\d+)?\.(jpg|png)$/
const DAY_SECONDS = 86_400

/** `/img/{offerId}/{name}[.80x80].jpg|png` and the uploaded vouchers. */
export function pictureRoutes(server: FastifyInstance, world: () => World): PictureCache {
  const cache = new PictureCache()
  server.get<{ Params: { folder: string; file: string } }>('/img/:folder/:file', async (request, reply) => {
    const { folder, file } = request.params
    if (folder === 'voucher') {
      const voucher = world().images.voucher(file.replace(/\.jpg$/, ''))
      return voucher ? reply.type('image/jpeg').send(voucher) : reply.status(404).send({ error: 'no such voucher' })
    }
    const [, name, size, format] = FILE.exec(file) ?? []
    const product = world().catalogue.find(folder)
    if (!product || !name || !format) return reply.status(404).send({ error: 'no such picture' })
    const output = { size: Math.min(FULL_SIZE, Math.max(16, Number(size ?? FULL_SIZE))), format: format as PictureFormat }
    const picture = await cache.get(`${folder}/${name}/${output.size}/${format}`, () => renderPicture(product, name, output))
    return reply
      .type(format === 'png' ? 'image/png' : 'image/jpeg')
      .header('cache-control', `public, max-age=${DAY_SECONDS}`)
      .header('access-control-allow-origin', '*')
      .send(picture)
  })
  return cache
}

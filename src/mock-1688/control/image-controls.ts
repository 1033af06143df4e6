import type { FastifyInstance } from 'fastify'
import { offerIdAt } from '../catalogue/offer-id.ts'
import { SAME_PICTURE_BITS } from '../pictures/looks-index.ts'
import type { World } from '../state/world.ts'
import { control, found } from './respond.ts'

const SHOWN = 10

/** What an uploaded picture was found to look like: the answers of 1688 do not say how sure they are. */
export function imageControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/images/:imageId', {
    world,
    async handle({ world: state, path }) {
      const looks = found(state.images.search(path.imageId ?? ''), 'image')
      const alike = await state.looks.nearest([...state.catalogue.searchIndex.orders.popular], looks)
      return {
        imageId: path.imageId,
        matches: alike.slice(0, SHOWN).map(({ product, differingBits }) => ({
          offerId: offerIdAt(product),
          differingBits,
          of: 256,
          samePicture: differingBits <= SAME_PICTURE_BITS,
        })),
      }
    },
  })
}

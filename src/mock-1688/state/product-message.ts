import type { World } from './world.ts'

/** Pushes a product message to every app, but only about products that are followed. */
export function pushProduct(world: World, offerId: string, message: { type: string; data: unknown }): void {
  if (!world.followed.has(offerId)) return
  for (const app of world.apps.all()) {
    world.pushes.send({ ...message, appKey: app.appKey, userInfo: app.buyer.memberId, lane: offerId })
  }
}

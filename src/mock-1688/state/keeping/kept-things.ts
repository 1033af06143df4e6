import { sellerAt } from '../../catalogue/seller.ts'
import type { Message } from '../../push/push-sender.ts'
import type { App, RefreshToken, Token } from '../apps.ts'
import type { CarrierShipment } from '../carrier/shipment.ts'
import type { Kept } from '../changes.ts'
import type { Order } from '../orders/order.ts'
import type { Refund } from '../refunds/refund.ts'
import type { DueTask } from '../schedule.ts'
import { settingsSchema } from '../settings.ts'
import type { World } from '../world.ts'

/** How one kind of thing goes into the journal and comes back. `write` gives null for what there is no more, and for what needs no keeping. */
type Keeping = {
  keys(world: World): Iterable<string>
  write(world: World, key: string): unknown
  restore(world: World, key: string, value: unknown): void
}

/** What things kept by an older mock lack. */
const NEW_APP_MEMBERS = { settings: {}, subAccounts: [] }
const NEW_ORDER_MEMBERS = { wantedAddress: null }
const NEW_REFUND_MEMBERS = { inArbitration: false }

const only = (): string[] => ['']
const orderKept = (order: Order): unknown => ({ ...order, seller: order.seller.index })

/** In the order in which they come back: what later ones lean on comes first. */
export const KEPT_THINGS: Readonly<Record<Kept, Keeping>> = {
  clock: {
    keys: only,
    write: (world) => world.clock.kept(),
    restore: (world, _key, value) => world.clock.restore(value as ReturnType<World['clock']['kept']>),
  },
  sequence: {
    keys: only,
    write: (world) => world.sequence.last.toString(),
    restore: (world, _key, value) => world.sequence.restore(BigInt(value as string)),
  },
  settings: {
    keys: only,
    write: (world) => world.settings,
    // The address to push to belongs to this start; a setting of another version falls back to its default.
    restore(world, _key, value) {
      const known = Object.entries(value as object).filter(([name]) => name in settingsSchema.shape)
      const settings = settingsSchema.safeParse(Object.fromEntries(known))
      if (!settings.success) return
      world.settings = { ...settings.data, callbackUrl: world.settings.callbackUrl ?? settings.data.callbackUrl }
    },
  },
  apps: {
    keys: (world) => world.apps.all().map((app) => app.appKey),
    write(world, key) {
      const app = world.apps.find(key)
      return app ? { ...app, denied: [...app.denied] } : null
    },
    restore(world, _key, value) {
      const app = value as Omit<App, 'denied'> & { denied: string[] }
      world.apps.restore({ ...NEW_APP_MEMBERS, ...app, denied: new Set(app.denied) })
    },
  },
  tokens: {
    keys: (world) => world.apps.tokens.keys(),
    write(world, key) {
      const token = world.apps.tokens.get(key)
      return token === undefined || isOver(world, token.expiresAt) ? null : token
    },
    restore: (world, key, value) => world.apps.tokens.set(key, value as Token),
  },
  refreshTokens: {
    keys: (world) => world.apps.refreshTokens.keys(),
    write: (world, key) => world.apps.refreshTokens.get(key) ?? null,
    restore: (world, key, value) => world.apps.refreshTokens.set(key, value as RefreshToken),
  },
  spent: {
    keys: (world) => world.traffic.spent.keys(),
    write: (world, key) => world.traffic.spent.get(key) ?? null,
    restore: (world, key, value) => world.traffic.spent.set(key, value as number),
  },
  products: {
    keys: (world) => world.catalogue.overrides.keys(),
    write(world, key) {
      const override = world.catalogue.overrides.get(key)
      return override ? { ...override, prices: [...override.prices], stocks: [...override.stocks] } : null
    },
    restore(world, key, value) {
      const { prices, stocks, ...rest } = value as { prices: [string, number][]; stocks: [string, number][]; percent: number; status: null }
      world.catalogue.overrides.set(key, { ...rest, prices: new Map(prices), stocks: new Map(stocks) })
    },
  },
  taken: {
    keys: (world) => world.catalogue.taken.keys(),
    write: (world, key) => world.catalogue.taken.get(key) ?? null,
    restore: (world, key, value) => world.catalogue.taken.set(key, value as number),
  },
  followed: {
    keys: (world) => world.followed.keys(),
    write: (world, key) => (world.followed.has(key) ? true : null),
    restore: (world, key) => world.followed.add(key),
  },
  relations: {
    keys: (world) => world.relations.keys(),
    write: (world, key) => world.relations.get(key) ?? null,
    restore: (world, key, value) => world.relations.set(key, value),
  },
  orders: {
    keys: (world) =>
      world.orders
        .newestFirst()
        .map((order) => order.orderId)
        .reverse(),
    write(world, key) {
      const order = world.orders.find(key)
      return order ? orderKept(order) : null
    },
    restore(world, _key, value) {
      const order = value as Omit<Order, 'seller'> & { seller: number }
      world.orders.add({ ...NEW_ORDER_MEMBERS, ...order, seller: sellerAt(order.seller) })
    },
  },
  refunds: {
    keys: (world) =>
      world.refunds
        .newestFirst()
        .map((refund) => refund.refundId)
        .reverse(),
    write: (world, key) => world.refunds.find(key) ?? null,
    restore: (world, _key, value) => world.refunds.add({ ...NEW_REFUND_MEMBERS, ...(value as Refund) }),
  },
  shipments: {
    keys: (world) => world.carrier.all().map((shipment) => shipment.trackingNo),
    write: (world, key) => world.carrier.find(key) ?? null,
    restore: (world, _key, value) => world.carrier.add(value as CarrierShipment),
  },
  tasks: {
    keys: (world) => world.schedule.all().map((due) => String(due.id)),
    write: (world, key) => world.schedule.find(Number(key)) ?? null,
    restore: (world, _key, value) => world.schedule.restore(value as DueTask),
  },
  messages: {
    keys: (world) => world.pushes.list().map((message) => String(message.msgId)),
    // What arrived, was confirmed or is lost needs nobody any more.
    write(world, key) {
      const message = world.pushes.find(Number(key))
      return message?.state === 'sending' || message?.state === 'failed' ? message : null
    },
    restore: (world, _key, value) => world.pushes.restore(value as Message),
  },
}

function isOver(world: World, expiresAt: number | null): boolean {
  return expiresAt !== null && expiresAt <= world.clock.now()
}

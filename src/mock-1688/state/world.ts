import { Catalogue, SEARCHABLE } from '../catalogue/catalogue.ts'
import { LooksIndex } from '../pictures/looks-index.ts'
import { PushSender } from '../push/push-sender.ts'
import { AppRegistry, type AppSeed } from './apps.ts'
import { CarrierStore } from './carrier/shipment.ts'
import { Changes } from './changes.ts'
import { MockClock } from './clock.ts'
import { FaultList } from './faults.ts'
import { ImageStore } from './images.ts'
import { OrderStore } from './orders/order-store.ts'
import { RefundStore } from './refunds/refund.ts'
import { Schedule } from './schedule.ts'
import { Sequence } from './sequence.ts'
import { type Settings, settingsSchema } from './settings.ts'
import { Traffic } from './traffic.ts'

/** Everything the mock knows; a reset makes a new one. */
export type World = {
  publicUrl: string
  changes: Changes
  clock: MockClock
  schedule: Schedule
  settings: Settings
  apps: AppRegistry
  catalogue: Catalogue
  looks: LooksIndex
  orders: OrderStore
  refunds: RefundStore
  carrier: CarrierStore
  images: ImageStore
  faults: FaultList
  traffic: Traffic
  sequence: Sequence
  pushes: PushSender
  /** Offer ids the buyers follow: the condition of product messages. */
  followed: Set<string>
  /** Write-backs of our orders (`order.relation.write`), by their 1688 order id. */
  relations: Map<string, unknown>
}

export type WorldOptions = {
  publicUrl: string
  callbackUrl: string | null
  apps: readonly AppSeed[]
  products: number
  vouchersFolder: string | null
}

export function createWorld(options: WorldOptions): World {
  const changes = new Changes()
  const clock = new MockClock(changes)
  const sequence = new Sequence(changes)
  const apps = new AppRegistry(changes, options.apps, clock.now())
  const base = {
    publicUrl: options.publicUrl,
    changes,
    clock,
    sequence,
    apps,
    settings: settingsSchema.parse({ callbackUrl: options.callbackUrl }),
    schedule: new Schedule(changes),
    catalogue: new Catalogue(changes, options.products),
    looks: looksOf(Math.min(options.products, SEARCHABLE)),
    orders: new OrderStore(changes),
    refunds: new RefundStore(changes),
    carrier: new CarrierStore(changes),
    images: new ImageStore(sequence, options.vouchersFolder),
    faults: new FaultList(),
    traffic: new Traffic(changes),
    followed: new Set<string>(),
    relations: new Map<string, unknown>(),
  }
  // The sender reads the settings at each message, and they are replaced when a test patches them.
  const world: World = Object.assign(base, { pushes: new PushSender(base) })
  return world
}

const looksIndexes = new Map<number, LooksIndex>()

/** Pictures never change: one index of a size serves every world. */
function looksOf(size: number): LooksIndex {
  const index = looksIndexes.get(size) ?? new LooksIndex(size)
  looksIndexes.set(size, index)
  return index
}

import type { Carton } from '../../src/domain/shipments/shipment.ts'
import { BENCH, type Buyer, PARTNER } from './stack-buyer.ts'

const CARTON: Carton = { lengthMm: 400, widthMm: 300, heightMm: 300, weightG: 5_000 }
const CONSIGNEE = {
  name: 'Demo Store',
  phone: '+81 3 0000 0000',
  countryCode: 'JP',
  postalCode: '100-0001',
  region: 'Tokyo',
  city: 'Chiyoda',
  addressLine: '1-1 Example',
}

type Item = { lotId: string; quantity: number }

/** The shipment's side of a rehearsal. */
export function shipping({ core, tenant, settled }: Buyer) {
  const on = (shipmentId: string) => ({ tenant, actor: PARTNER, shipmentId })
  const dock = (shipmentId: string) => ({ actor: BENCH, shipmentId })
  const ship = {
    create: async (items: Item[], documentFileIds: string[] = []): Promise<string> => {
      const wish = { items, consignee: CONSIGNEE, lineCode: 'JP-EMS', externalRef: null, documentFileIds }
      const made = await core.uow.run((tx) => core.commands.createShipment(tx, { tenant, actor: PARTNER, ...wish }))
      return made.shipment.id
    },
    plan: (id: string) => core.uow.run((tx) => core.steps.planConsolidation(tx, id)),
    pack: async (id: string): Promise<void> => {
      await core.uow.run((tx) => core.commands.startPacking(tx, dock(id)))
      await core.uow.run((tx) => core.commands.packShipment(tx, { ...dock(id), cartons: [CARTON] }))
    },
    pay: (id: string) => core.uow.run((tx) => core.commands.payShipment(tx, on(id))),
    track: (id: string) => settled(() => core.steps.trackShipment(id)),
    handOver: (id: string) => core.uow.run((tx) => core.commands.handOverShipment(tx, dock(id))),
    cancel: (id: string) => core.uow.run((tx) => core.commands.cancelShipment(tx, on(id))),
    find: (id: string) => core.uow.run((tx) => tx.shipments.find(id)),
    /** Planned, packed, paid and labelled. */
    ready: async (items: Item[]): Promise<string> => {
      const id = await ship.create(items)
      await ship.plan(id)
      await ship.pack(id)
      await ship.pay(id)
      await ship.track(id)
      return id
    },
  }
  return ship
}

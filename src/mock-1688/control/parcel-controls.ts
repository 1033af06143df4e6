import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { advanceParcel, changeWaybill } from '../state/parcels/advance-parcel.ts'
import { COURIERS, type Parcel } from '../state/parcels/parcel.ts'
import type { World } from '../state/world.ts'
import { type Control, control, found } from './respond.ts'
import { parcelView } from './views.ts'

const advanceSchema = z.strictObject({ status: z.enum(['ACCEPT', 'TRANSPORT', 'DELIVERING', 'AGENT_SIGN', 'SIGN', 'FAILED']).optional() })
const waybillSchema = z.strictObject({ waybillNo: z.string().min(6), courierNo: z.string().optional() })

/** What domestic couriers do with a parcel. */
export function parcelControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/parcels', {
    world,
    handle: (at) => ({ parcels: at.world.orders.parcels().slice(-200).map(parcelView) }),
  })
  control(server, 'GET', '/control/parcels/:waybillNo', { world, handle: (at) => parcelView(parcelOf(at)) })
  control(server, 'POST', '/control/parcels/:waybillNo/advance', {
    world,
    handle(at) {
      const parcel = parcelOf(at)
      advanceParcel(at.world, parcel, at.read(advanceSchema).status)
      return parcelView(parcel)
    },
  })
  control(server, 'POST', '/control/parcels/:waybillNo/change-waybill', {
    world,
    handle(at) {
      const parcel = parcelOf(at)
      const { waybillNo, courierNo } = at.read(waybillSchema)
      const courier = found(courierNo ? COURIERS.find((one) => one.no === courierNo) : parcel.courier, 'courier')
      changeWaybill(at.world, parcel, { waybillNo, courier })
      return parcelView(parcel)
    },
  })
}

function parcelOf({ world, path }: Control): Parcel {
  return found(world.orders.parcel(path.waybillNo ?? ''), 'parcel')
}

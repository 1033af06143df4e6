import type { ShipmentRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Consolidated shipments and the lots in them. */
export function createShipmentRepository(scope: Scope): ShipmentRepository {
  return {
    ...repositoryOf(scope, 'shipment'),
    insertItem: repositoryOf(scope, 'shipmentItem').insert,
    async itemsOf(shipmentId) {
      const trx = await scope.query()
      return trx.selectFrom('shipmentItem').selectAll().where('shipmentId', '=', shipmentId).orderBy('id').execute()
    },
    async listOfLine(lineId) {
      const trx = await scope.query()
      const holding = trx.selectFrom('shipmentItem').select('shipmentId').where('lineId', '=', lineId)
      return trx.selectFrom('shipment').selectAll().where('id', 'in', holding).orderBy('id').execute()
    },
    async findByTrackingNo(trackingNo) {
      const trx = await scope.query()
      return trx.selectFrom('shipment').selectAll().where('carrierTrackingNo', '=', trackingNo).executeTakeFirst()
    },
  }
}

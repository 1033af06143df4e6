import type { InspectionRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Inspections and the pictures taken for them. */
export function createInspectionRepository(scope: Scope): InspectionRepository {
  const inspections = async () => (await scope.query()).selectFrom('inspection').selectAll().orderBy('id')
  return {
    ...repositoryOf(scope, 'inspection'),
    listOfLine: async (lineId) => (await inspections()).where('lineId', '=', lineId).execute(),
    listOfParcel: async (parcelId) => (await inspections()).where('parcelId', '=', parcelId).execute(),
    insertPhoto: repositoryOf(scope, 'inspectionPhoto').insert,
    async photosOf(inspectionId) {
      const trx = await scope.query()
      const photos = trx.selectFrom('inspectionPhoto').selectAll().where('inspectionId', '=', inspectionId)
      return photos.orderBy('takenAt').orderBy('id').execute()
    },
  }
}

import { sql } from 'kysely'
import type { StaffReads } from '../domain/read-ports.ts'
import { historyOf, itemsOfShipments, linesOfParcels, photosOfInspections } from './children.ts'
import type { Db } from './database.ts'
import { groupBy } from './pages.ts'
import { countTasks, listTasks } from './staff-tasks.ts'

/** The questions of the staff app: staff see all partners, live and test. */
export function createStaffReads(db: Db): StaffReads {
  return {
    userByLogin: (login) => db.selectFrom('staffUser').selectAll().where('login', '=', login).executeTakeFirst(),
    session: (id) => findSession(db, id),
    tasks: (filter) => listTasks(db, filter),
    inspection: (id) => findInspection(db, id),
    shipment: (id) => findShipment(db, id),
    abandonedLots: (limit) => findAbandoned(db, limit),
    lot: (id) => findLot(db, id),
    refund: (id) => findRefund(db, id),
    parcelByWaybill: (waybillNo) => findParcel(db, waybillNo),
    file: (id) => keptFiles(db).where('id', '=', id).executeTakeFirst(),
    files: async (ids) =>
      ids.length === 0
        ? []
        : keptFiles(db)
            .where('id', 'in', [...ids])
            .execute(),
    counts: () => countTasks(db),
  }
}

const keptFiles = (db: Db) => db.selectFrom('storedFile').selectAll().where('storedAt', 'is not', null).where('discardedAt', 'is', null)

const findSession: Question<'session'> = async (db, id) => {
  const session = await db.selectFrom('staffSession').selectAll().where('id', '=', id).executeTakeFirst()
  if (session === undefined) return undefined
  const user = await db.selectFrom('staffUser').selectAll().where('id', '=', session.staffUserId).executeTakeFirstOrThrow()
  return { session, user }
}

const findInspection: Question<'inspection'> = async (db, id) => {
  const inspection = await db.selectFrom('inspection').selectAll().where('id', '=', id).executeTakeFirst()
  if (inspection === undefined) return undefined
  const photosOf = await photosOfInspections(db, [id])
  return {
    inspection,
    photos: photosOf(id),
    line: await lineOf(db, inspection.lineId),
    parcel: await db.selectFrom('parcel').selectAll().where('id', '=', inspection.parcelId).executeTakeFirstOrThrow(),
    history: await historyOf(db, 'resourceId', id),
  }
}

const findShipment: Question<'shipment'> = async (db, id) => {
  const shipment = await db.selectFrom('shipment').selectAll().where('id', '=', id).executeTakeFirst()
  if (shipment === undefined) return undefined
  const itemsOf = await itemsOfShipments(db, [id])
  const packed = itemsOf(id)
  const lots = groupBy(
    await lotsOf(
      db,
      packed.map((item) => item.lotId),
    ),
    (lot) => lot.id,
  )
  const lines = groupBy(
    await linesOf(
      db,
      packed.map((item) => item.lineId),
    ),
    (line) => line.id,
  )
  return {
    shipment,
    items: packed.map((item) => ({ item, lot: only(lots(item.lotId)), line: only(lines(item.lineId)) })),
    history: await historyOf(db, 'resourceId', id),
  }
}

const findRefund: Question<'refund'> = async (db, id) => {
  const refund = await db.selectFrom('refundCase').selectAll().where('id', '=', id).executeTakeFirst()
  if (refund === undefined) return undefined
  const inspections = await db.selectFrom('inspection').select('id').where('lineId', '=', refund.lineId).orderBy('id').execute()
  // A case that grew out of an inspection is argued with its pictures; any other with all there are of the line.
  const sources = refund.inspectionId === null ? inspections.map((inspection) => inspection.id) : [refund.inspectionId]
  const photosOf = await photosOfInspections(db, sources)
  return {
    refund,
    line: await lineOf(db, refund.lineId),
    photos: sources.flatMap(photosOf),
    history: await historyOf(db, 'resourceId', id),
  }
}

const findLot: Question<'lot'> = async (db, id) => {
  const lot = await db.selectFrom('stockLot').selectAll().where('id', '=', id).executeTakeFirst()
  if (lot === undefined) return undefined
  const { name } = await db.selectFrom('partner').select('name').where('id', '=', lot.partnerId).executeTakeFirstOrThrow()
  return { lot, line: await lineOf(db, lot.lineId), partnerName: name, history: await historyOf(db, 'resourceId', id) }
}

const findAbandoned = async (db: Db, limit: number) => {
  const waiting = db.selectFrom('stockLot').selectAll().where('abandonedAt', 'is not', null).where('disposedAt', 'is', null)
  const lots = await waiting.orderBy('abandonedAt').orderBy('id').limit(limit).execute()
  const lines = groupBy(
    await linesOf(
      db,
      lots.map((lot) => lot.lineId),
    ),
    (line) => line.id,
  )
  return lots.map((lot) => ({ lot, line: only(lines(lot.lineId)) }))
}

const findParcel: Question<'parcelByWaybill'> = async (db, waybillNo) => {
  const parcel = await db
    .selectFrom('parcel')
    .selectAll()
    .where((row) => row.or([row('waybillNo', '=', waybillNo), sql<boolean>`waybill_aliases @> array[${waybillNo}]::text[]`]))
    .orderBy((row) => row('waybillNo', '=', waybillNo), 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (parcel === undefined) return undefined
  const linesOfParcel = await linesOfParcels(db, [parcel.id])
  const expected = linesOfParcel(parcel.id)
  const lines = groupBy(
    await linesOf(
      db,
      expected.map((parcelLine) => parcelLine.lineId),
    ),
    (line) => line.id,
  )
  return {
    parcel,
    lines: expected.map((parcelLine) => ({ parcelLine, line: only(lines(parcelLine.lineId)) })),
    inspections: await db.selectFrom('inspection').selectAll().where('parcelId', '=', parcel.id).orderBy('id').execute(),
  }
}

type Question<Name extends keyof StaffReads> = (db: Db, key: string) => ReturnType<Extract<StaffReads[Name], (key: string) => unknown>>

const lineOf = (db: Db, id: string) => db.selectFrom('orderLine').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const linesOf = async (db: Db, ids: string[]) =>
  ids.length === 0 ? [] : db.selectFrom('orderLine').selectAll().where('id', 'in', ids).execute()

const lotsOf = async (db: Db, ids: string[]) =>
  ids.length === 0 ? [] : db.selectFrom('stockLot').selectAll().where('id', 'in', ids).execute()

function only<Row>(rows: Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('a foreign key points nowhere')
  return row
}

import type { HistoryEntry } from '../../../../src/domain/events/history.ts'
import type { StoredFile } from '../../../../src/domain/files/stored-file.ts'
import type { Inspection, InspectionPhoto } from '../../../../src/domain/inspections/inspection.ts'
import type { OrderLine } from '../../../../src/domain/orders/order.ts'
import type { Parcel } from '../../../../src/domain/parcels/parcel.ts'
import type { Transaction } from '../../../../src/domain/ports.ts'
import type { StaffReads, StaffSessions } from '../../../../src/domain/read-ports.ts'
import type { RefundCase } from '../../../../src/domain/refunds/refund-case.ts'
import type { Clock } from '../../../../src/domain/shared/clock.ts'
import { Refusal } from '../../../../src/domain/shared/refusal.ts'
import type { Shipment, ShipmentItem } from '../../../../src/domain/shipments/shipment.ts'
import type { StaffSession, StaffUser } from '../../../../src/domain/staff/staff-user.ts'
import type { StockLot } from '../../../../src/domain/stock/stock-lot.ts'
import { createCursors } from '../../../../src/http/pagination.ts'
import type { StaffServices } from '../../../../src/http/staff-api/staff-door.ts'
import { createIds } from '../../../../src/platform/ids.ts'
import { known } from './known.ts'
import { memoryCommands } from './memory-commands.ts'
import { officeOf } from './office-world.ts'
import { tasksOf } from './tasks-of.ts'

/** A small warehouse in memory: rows as the store would keep them, behind the ports the staff API asks. */
export type StaffWorld = {
  clock: Clock
  users: Map<string, StaffUser>
  sessions: Map<string, StaffSession>
  parcels: Map<string, Parcel>
  lines: Map<string, OrderLine>
  inspections: Map<string, Inspection>
  photos: InspectionPhoto[]
  shipments: Map<string, Shipment>
  items: ShipmentItem[]
  lots: Map<string, StockLot>
  refunds: Map<string, RefundCase>
  files: Map<string, StoredFile>
  bytes: Map<string, Uint8Array>
  history: HistoryEntry[]
  partnerNames: Map<string, string>
  nextId: (prefix: string) => string
}

export function createStaffWorld(clock: Clock): StaffWorld {
  const ids = createIds()
  return {
    clock,
    users: new Map(),
    sessions: new Map(),
    parcels: new Map(),
    lines: new Map(),
    inspections: new Map(),
    photos: [],
    shipments: new Map(),
    items: [],
    lots: new Map(),
    refunds: new Map(),
    files: new Map(),
    bytes: new Map(),
    history: [],
    partnerNames: new Map(),
    nextId: (prefix) => ids.next(prefix),
  }
}

const NOTHING = { rows: [], hasMore: false }

/** Finance is tried on the real store, see test/use-cases/bookings.test.ts; here it has nothing to show. */
const NO_MONEY: StaffServices['finance'] = {
  overview: async () => ({
    balances: [],
    flows: [],
    counts: { pending: 0, underReview: 0, awaitingTransfer: 0, toApprove: 0, creditToApprove: 0 },
    proof: null,
    partners: [],
  }),
  trend: async () => ({ days: [], balances: [], orders: [] }),
  topUps: async () => NOTHING,
  bookings: async () => NOTHING,
  booking: async () => undefined,
  creditLines: async () => [],
  unpaidDraws: async () => NOTHING,
  creditChanges: async () => NOTHING,
  creditChange: async () => undefined,
}

/** Orders of the office are tried on the real store, see test/store/desk-orders.test.ts. */
const NO_ORDERS: StaffServices['orders'] = { orders: async () => NOTHING, order: async () => undefined, search: async () => [] }

const refuse = async (): Promise<never> => {
  throw new Refusal('resource.not_found')
}

const NO_BOOKINGS = {
  proposeBooking: refuse,
  decideBooking: refuse,
  proposeCreditChange: refuse,
  decideCreditChange: refuse,
  decideCompensation: refuse,
}

/** The ports over that world. The transaction holds the office's books only: the other commands change the world itself. */
export function servicesOf(world: StaffWorld): StaffServices {
  const { tx, commands, office, rules } = officeOf(world)
  return {
    unitOfWork: { run: (work) => work(tx as Transaction) },
    commands: {
      ...memoryCommands(world),
      ...commands,
      settleService: refuse,
      decideRisk: refuse,
      bookReturnedMoney: refuse,
      ...NO_BOOKINGS,
    },
    office,
    finance: NO_MONEY,
    orders: NO_ORDERS,
    rules,
    preparations: {
      preparePhoto: async ({ bytes }) => ({ original: keepBytes(world, bytes), redacted: keepBytes(world, bytes) }),
      readEndedOrder: async (id) => {
        throw new Refusal('resource.not_found', { id })
      },
    },
    reads: readsOf(world),
    sessions: sessionsOf(world),
    cursors: createCursors('a secret of the tests, long enough'),
    clock: world.clock,
    readFile: async (key) => world.bytes.get(key) ?? null,
    shrink: async (picture) => picture.subarray(0, 1),
  }
}

function keepBytes(world: StaffWorld, bytes: Uint8Array) {
  const storageKey = `photos/${world.bytes.size}`
  world.bytes.set(storageKey, bytes)
  return { sha256: '0'.repeat(64), contentType: 'image/jpeg', byteLength: bytes.byteLength, storageKey }
}

function sessionsOf(world: StaffWorld): StaffSessions {
  return {
    create: async (session) => {
      world.sessions.set(session.id, session)
    },
    touch: async (id, at) => {
      const session = world.sessions.get(id)
      if (session) world.sessions.set(id, { ...session, lastSeenAt: at })
    },
    end: async (id) => {
      world.sessions.delete(id)
    },
  }
}

function readsOf(world: StaffWorld): StaffReads {
  const historyOf = (id: string) => world.history.filter((entry) => entry.resourceId === id)
  const photosOf = (id: string | null) => world.photos.filter((photo) => photo.inspectionId === id)
  return {
    userByLogin: async (login) => [...world.users.values()].find((user) => user.login === login),
    session: async (id) => {
      const session = world.sessions.get(id)
      return session && { session, user: known(world.users, session.staffUserId) }
    },
    tasks: async ({ limit }) => tasksOf(world).slice(0, limit),
    counts: async () => {
      const counts: Record<string, number> = {}
      for (const { kind } of tasksOf(world)) counts[kind] = (counts[kind] ?? 0) + 1
      return counts
    },
    inspection: async (id) => {
      const inspection = world.inspections.get(id)
      if (!inspection) return undefined
      const [line, parcel] = [known(world.lines, inspection.lineId), known(world.parcels, inspection.parcelId)]
      return { inspection, photos: photosOf(id), line, parcel, history: historyOf(id) }
    },
    shipment: async (id) => {
      const shipment = world.shipments.get(id)
      if (!shipment) return undefined
      const items = world.items.filter((item) => item.shipmentId === id)
      const detail = items.map((item) => ({ item, lot: known(world.lots, item.lotId), line: known(world.lines, item.lineId) }))
      return { shipment, items: detail, history: historyOf(id) }
    },
    abandonedLots: async () =>
      [...world.lots.values()]
        .filter((lot) => lot.abandonedAt !== null && lot.disposedAt === null)
        .map((lot) => ({ lot, line: known(world.lines, lot.lineId) })),
    lot: async (id) => {
      const lot = world.lots.get(id)
      return (
        lot && {
          lot,
          line: known(world.lines, lot.lineId),
          partnerName: world.partnerNames.get(lot.partnerId) ?? lot.partnerId,
          history: historyOf(id),
        }
      )
    },
    refund: async (id) => {
      const refund = world.refunds.get(id)
      return refund && { refund, line: known(world.lines, refund.lineId), photos: photosOf(refund.inspectionId), history: historyOf(id) }
    },
    parcelByWaybill: async (waybillNo) => {
      const parcel = [...world.parcels.values()].find((one) => one.waybillNo === waybillNo)
      return parcel && { parcel, lines: [], inspections: [...world.inspections.values()].filter((one) => one.parcelId === parcel.id) }
    },
    file: async (id) => world.files.get(id),
    files: async (ids) => [...world.files.values()].filter(({ id }) => ids.includes(id)),
  }
}

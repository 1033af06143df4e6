import type { FastifyRequest } from 'fastify'
import type { DeskOrders } from '../../domain/orders/desk-orders.ts'
import type { OfficeReads } from '../../domain/policy/office-reads.ts'
import type { RuleBook } from '../../domain/policy/rule-book.ts'
import type { UnitOfWork } from '../../domain/ports.ts'
import type { Preparations } from '../../domain/preparations.ts'
import type { StaffReads, StaffSessions } from '../../domain/read-ports.ts'
import type { ReconciliationReads } from '../../domain/reconciliation/reconciliation-ports.ts'
import type { Actor } from '../../domain/shared/actor.ts'
import type { Clock } from '../../domain/shared/clock.ts'
import type { StaffRole, StaffSession, StaffUser } from '../../domain/staff/staff-user.ts'
import type { Commands } from '../../domain/use-cases.ts'
import type { FinanceReads } from '../../domain/wallet/finance-reads.ts'
import type { Cursors } from '../pagination.ts'
import { Problem } from '../problem.ts'
import type { Door } from '../register-routes.ts'
import { type Route, routeDefiner } from '../route.ts'
import type { SessionKeeper } from './session/session-keeper.ts'
import type { SignInThrottle } from './session/sign-in-throttle.ts'

/** What staff handlers call. */
export type StaffServices = {
  unitOfWork: UnitOfWork
  commands: Pick<
    Commands,
    | 'arriveParcel'
    | 'startInspection'
    | 'addInspectionPhoto'
    | 'completeInspection'
    | 'settleService'
    | 'disposeStock'
    | 'startPacking'
    | 'packShipment'
    | 'handOverShipment'
    | 'approveRefund'
    | 'rejectRefund'
    | 'settleClosedRefund'
    | 'decideCompensation'
    | 'shipReturn'
    | 'decideRisk'
    | 'setRule'
    | 'cancelRule'
    | 'setExchangeRate'
    | 'requestComparison'
    | 'settleDifference'
    | 'bookReturnedMoney'
    | 'proposeBooking'
    | 'decideBooking'
    | 'proposeCreditChange'
    | 'decideCreditChange'
    | 'setPartnerCatalogue'
  >
  preparations: Pick<Preparations, 'preparePhoto' | 'readEndedOrder'>
  reads: StaffReads
  office: OfficeReads & ReconciliationReads
  finance: FinanceReads
  orders: DeskOrders
  /** What holds now, from memory. */
  rules: RuleBook
  sessions: StaffSessions
  cursors: Cursors
  clock: Clock
  /** The bytes of a stored file; null when the object store has lost them. */
  readFile: (storageKey: string) => Promise<Uint8Array | null>
  /** A picture as a thumbnail. */
  shrink: (picture: Uint8Array) => Promise<Uint8Array>
}

/** Who works. */
export type SignedIn = { session: StaffSession; user: StaffUser }

/** What every staff handler gets besides the request. */
export type StaffContext = StaffServices & {
  keeper: SessionKeeper
  throttle: SignInThrottle
  /** Null only on routes without a sign-in. */
  signedIn: SignedIn | null
  /** Acts in the first role of the route that the person has. Throws on routes without a sign-in. */
  actor: () => Actor
}

/** Who may call: anyone, or people with one of these roles. */
export type StaffAccess = 'anyone' | readonly StaffRole[]
export type StaffRoute = Route & { access: StaffAccess }

export const EVERY_ROLE = ['warehouseStaff', 'qcLead', 'afterSales', 'finance', 'operatorAdmin'] as const satisfies readonly StaffRole[]
export const BENCH_ROLES = ['warehouseStaff', 'qcLead'] as const satisfies readonly StaffRole[]
export const PACKING_ROLES = ['warehouseStaff'] as const satisfies readonly StaffRole[]
export const REFUND_DESK_ROLES = ['afterSales', 'finance', 'operatorAdmin'] as const satisfies readonly StaffRole[]

/** A route of the staff app, before `openTo` says who may call it. */
export const defineStaffRoute = routeDefiner<StaffContext, never>('staff')

/** Declares who may call a route; a route without this does not fit into the table. */
export function openTo(access: StaffAccess, route: Route): StaffRoute {
  return { ...route, access }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The person signed in, once the staff door has checked; null elsewhere. */
    staff: (SignedIn & { role: StaffRole }) | null
  }
}

type StaffDoorDeps = { services: StaffServices; keeper: SessionKeeper; throttle: SignInThrottle; checkAnswers: boolean }

/** The door of staff: same origin, session, CSRF token, role, in this order and before the body is read. */
export function createStaffDoor({ services, keeper, throttle, checkAnswers }: StaffDoorDeps): Door {
  return {
    name: 'staff',
    checkAnswers,
    onRequest: [
      ({ method }) =>
        async (request: FastifyRequest) => {
          if (method !== 'GET') keeper.requireSameOrigin(request)
        },
      (route) => async (request: FastifyRequest) => {
        const { access } = route as StaffRoute
        if (access === 'anyone') return
        const signedIn = await keeper.requireSession(request)
        if (route.method !== 'GET') keeper.requireCsrfToken(request, signedIn.session)
        request.staff = { ...signedIn, role: requireRole(signedIn.user, access) }
      },
    ],
    context: (request) => ({ ...services, keeper, throttle, signedIn: request.staff, actor: () => actorOf(request) }),
  }
}

/** The first of these roles that the person has. Throws `actor.not_permitted` without any. */
export function requireRole(user: StaffUser, roles: readonly StaffRole[]): StaffRole {
  const role = roles.find((one) => user.roles.includes(one))
  if (role === undefined) throw new Problem('actor.not_permitted', { allowed: [...roles] })
  return role
}

function actorOf(request: FastifyRequest): Actor {
  if (request.staff === null) throw new Error('a staff route acted without a session')
  return { kind: request.staff.role, id: request.staff.user.id }
}

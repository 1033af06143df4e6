import type { CreditChange } from '../../src/domain/credit/credit-change.ts'
import type { CreditDraw } from '../../src/domain/credit/credit-draw.ts'
import { type CreditLine, dueAtOf } from '../../src/domain/credit/credit-line.ts'
import { buildGroup, type PostingGroup } from '../../src/domain/ledger/build-group.ts'
import { money } from '../../src/domain/shared/money.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { Booking } from '../../src/domain/wallet/booking.ts'
import type { TopUp } from '../../src/domain/wallet/top-up.ts'
import { NOW } from './open-store.ts'
import { ids } from './order-rows.ts'

/** Money paid in by the partner. */
export function aTopUp(tenant: Tenant, amount: bigint, change: Partial<PostingGroup> = {}): PostingGroup {
  const id = ids.next('grp')
  const request = { id, idempotencyKey: id, tenant, sourceType: 'topUp', sourceId: id, at: NOW }
  return { ...buildGroup({ ...request, template: 'topUp', amounts: { paidIn: money(amount, 'USD') } }), ...change }
}

/** Money held for an order line. */
export function aHold(tenant: Tenant, amount: bigint, key: string = ids.next('grp')): PostingGroup {
  const request = { id: ids.next('grp'), idempotencyKey: key, tenant, sourceType: 'orderLine', sourceId: 'oln_1', at: NOW }
  return buildGroup({ ...request, template: 'holdPayment1', amounts: { held: money(amount, 'USD') } })
}

/** A top-up of USD 50.00 that waits to be paid. */
export function aTopUpRow(tenant: Tenant, change: Partial<TopUp> = {}): TopUp {
  const id = ids.next('top')
  return {
    ...tenant,
    id,
    state: 'AWAITING_PAYMENT',
    method: 'provider',
    externalRef: null,
    reference: `XY${id.slice(-12).toUpperCase()}`,
    currency: 'USD',
    amountMinor: 5_000n,
    paidMinor: null,
    paidCurrency: null,
    reversedMinor: null,
    providerPaymentId: `pay_${id}`,
    payUrl: 'https://pay.test/1',
    instructions: null,
    reason: null,
    expiresAt: NOW,
    clearedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

/** What one person of finance would like to put right, waiting for a second one. */
export function aBooking(tenant: Tenant): Booking {
  return {
    ...tenant,
    id: ids.next('bkg'),
    state: 'PROPOSED',
    kind: 'adjustUp',
    currency: 'USD',
    amountMinor: 5_000n,
    valueFen: 35_000n,
    reason: 'goodwill',
    topUpId: null,
    bankReference: null,
    valueDate: null,
    needsSecond: true,
    makerId: 'stf_1',
    checkerId: null,
    bookedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
  }
}

const KEPT = { createdAt: NOW, updatedAt: NOW, version: 1 }

/** EUR 100.00 for 30 days. */
export function aCreditLine(tenant: Tenant): CreditLine {
  return { ...tenant, id: ids.next('crl'), currency: 'EUR', status: 'ACTIVE', limitMinor: 10_000n, termDays: 30, ...KEPT }
}

/** More credit, which a second person refused. */
export function aCreditChange(tenant: Tenant): CreditChange {
  const terms = { status: 'ACTIVE', limitMinor: 20_000n, termDays: 30 } as const
  const hands = { needsSecond: true, makerId: 'stf_1', checkerId: 'stf_2', decidedAt: null }
  const about = { state: 'REJECTED', currency: 'EUR', fromVersion: 1, reason: 'they grow' } as const
  return { ...tenant, id: ids.next('crc'), ...about, ...terms, ...hands, ...KEPT }
}

/** EUR 12.00 lent for an order. */
export function aDraw(tenant: Tenant, lineId: string): CreditDraw {
  const about = { state: 'OPEN', currency: 'EUR', sourceType: 'order', sourceId: 'ord_1' } as const
  const times = { dueAt: dueAtOf(NOW, 30), remindAt: null, overdueAt: null, repaidAt: null }
  return { ...tenant, id: ids.next('crd'), lineId, ...about, drawnMinor: 1_200n, repaidMinor: 0n, ...times, ...KEPT }
}

/** The money of that draw. */
export function aDrawGroup({ id, partnerId, livemode, drawnMinor }: CreditDraw): PostingGroup {
  const about = { id: ids.next('grp'), idempotencyKey: `drawCredit:${id}`, sourceType: 'creditDraw', sourceId: id, at: NOW }
  return buildGroup({ ...about, tenant: { partnerId, livemode }, template: 'drawCredit', amounts: { drawn: money(drawnMinor, 'EUR') } })
}

export function aMove(tenant: Tenant, orderId: string, resourceId: string) {
  const actor = { kind: 'partner', id: tenant.partnerId } as const
  const move = { machine: 'orderLine', resourceId, orderId, fromState: 'QUOTED', event: 'accept', toState: 'PENDING_PAYMENT' }
  return { ...tenant, ...move, actor, reason: null, evidence: ['fil_1'], at: NOW }
}

export function anEvent(tenant: Tenant, resourceId: string) {
  const about = { resourceType: 'order', resourceId, resourceVersion: 1 } as const
  return {
    tenant,
    type: 'order.paid',
    ...about,
    payload: { id: resourceId, total_key: 1, totalMinor: 9007199254740993n },
    at: NOW,
  } as const
}

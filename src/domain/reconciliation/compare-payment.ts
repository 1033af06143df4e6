import type { ProviderPayment, ProviderStatus } from '../wallet/payment-provider.ts'
import type { TopUp } from '../wallet/top-up.ts'
import type { TopUpState } from '../wallet/top-up-states.ts'
import type { DifferenceKind, Finding } from './difference.ts'

/** States of a top-up that go with what the provider says; money under finance's eyes may be anywhere. */
const GOES_WITH: Readonly<Record<ProviderStatus, readonly TopUpState[]>> = {
  open: ['CREATED', 'AWAITING_PAYMENT', 'EXPIRED'],
  pending: ['PENDING', 'UNDER_REVIEW'],
  cleared: ['CLEARED', 'UNDER_REVIEW', 'RETURNED'],
  failed: ['FAILED', 'BOUNCED', 'RETURNED', 'REVERSED', 'EXPIRED'],
  expired: ['EXPIRED', 'FAILED', 'BOUNCED', 'RETURNED', 'AWAITING_PAYMENT'],
  reversed: ['REVERSED', 'RETURNED', 'BOUNCED', 'FAILED'],
}

/** Holds one payment of the provider against the top-up of its reference: at most one finding, the gravest first. */
export function comparePayment(livemode: boolean, topUp: TopUp | undefined, payment: ProviderPayment | undefined): Finding[] {
  const kind = kindOf(topUp, payment)
  return kind === undefined ? [] : [finding(livemode, kind, topUp, payment)]
}

function kindOf(topUp: TopUp | undefined, payment: ProviderPayment | undefined): DifferenceKind | undefined {
  if (payment === undefined) return topUp === undefined ? undefined : 'PAYMENT_MISSING_THERE'
  const hasMoney = payment.status === 'pending' || payment.status === 'cleared'
  if (topUp === undefined) return hasMoney ? 'PAYMENT_MISSING_HERE' : undefined
  if (!GOES_WITH[payment.status].includes(topUp.state)) return 'PAYMENT_STATE'
  const isSame = payment.paid?.amount === topUp.paidMinor && payment.paid?.currency === topUp.paidCurrency
  return hasMoney && !isSame ? 'PAYMENT_AMOUNT' : undefined
}

function finding(livemode: boolean, kind: DifferenceKind, topUp: TopUp | undefined, payment: ProviderPayment | undefined): Finding {
  return {
    livemode,
    kind,
    subject: topUp?.reference ?? payment?.reference ?? '',
    subjectAt: topUp?.createdAt ?? payment?.updatedAt ?? new Date(0),
    partnerId: topUp?.partnerId ?? null,
    orderId: null,
    currency: payment?.paid?.currency ?? topUp?.paidCurrency ?? topUp?.currency ?? payment?.asked.currency ?? 'CNY',
    ours: topUp === undefined ? null : { topUp: topUp.id, state: topUp.state, reference: topUp.reference },
    theirs: payment === undefined ? null : { payment: payment.id, state: payment.status, reference: payment.reference },
    oursMinor: topUp?.paidMinor ?? null,
    theirsMinor: payment?.paid?.amount ?? null,
  }
}

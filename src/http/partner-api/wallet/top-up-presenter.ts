import { z } from 'zod'
import { TOP_UP_METHODS, type TopUp } from '../../../domain/wallet/top-up.ts'
import { TOP_UP_STATES } from '../../../domain/wallet/top-up-states.ts'
import { versionTag } from '../../answer.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const topUpStatusWire = z.enum(TOP_UP_STATES).meta({ id: 'TopUpStatus', description: 'Where a top-up stands. May gain values.' })
export const topUpMethodWire = z.enum(TOP_UP_METHODS).meta({ id: 'TopUpMethod', description: 'How the money comes.' })

export const topUpWire = z
  .object({
    object: z.literal('topUp'),
    id: idWire('top'),
    livemode: z.boolean(),
    status: topUpStatusWire,
    statusReason: z.string().nullable(),
    method: topUpMethodWire,
    amount: moneyWire.meta({ description: 'What you asked to pay in.' }),
    received: moneyWire.nullable().meta({ description: 'What came; null until anything did.' }),
    reversed: moneyWire.nullable().meta({ description: 'What the bank of the payer took back.' }),
    externalRef: z.string().nullable(),
    reference: z.string().meta({ description: 'Write it on the bank transfer: money is told apart by it.' }),
    payUrl: z.string().nullable().meta({ description: 'Where to pay, once the payment is open at the provider.' }),
    bankInstructions: z.string().nullable().meta({ description: 'Where a bank transfer goes.' }),
    expiresAt: instantWire,
    clearedAt: instantWire.nullable(),
    createdAt: instantWire,
    updatedAt: instantWire,
  })
  .meta({ id: 'TopUp', description: 'Money you pay in: `PENDING` is on its way, `CLEARED` can be spent.' })

export function presentTopUp(topUp: TopUp): z.input<typeof topUpWire> {
  const { id, livemode, state, reason, method, currency, externalRef, reference, payUrl, instructions } = topUp
  const paidIn = topUp.paidCurrency ?? currency
  return {
    ...{ object: 'topUp', id, livemode, status: state, statusReason: reason, method, externalRef, reference, payUrl },
    bankInstructions: instructions,
    amount: toMoneyWire(topUp.amountMinor, currency),
    received: topUp.paidMinor === null ? null : toMoneyWire(topUp.paidMinor, paidIn),
    reversed: topUp.reversedMinor === null ? null : toMoneyWire(topUp.reversedMinor, paidIn),
    expiresAt: toInstantWire(topUp.expiresAt),
    clearedAt: toInstantWire(topUp.clearedAt),
    createdAt: toInstantWire(topUp.createdAt),
    updatedAt: toInstantWire(topUp.updatedAt),
  }
}

export function topUpTag(topUp: TopUp): string {
  return versionTag(topUp.version)
}

export const topUpExample: z.input<typeof topUpWire> = {
  object: 'topUp',
  id: EXAMPLE.topUp,
  livemode: true,
  status: 'AWAITING_PAYMENT',
  statusReason: null,
  method: 'provider',
  amount: { amount: 100_000, currency: 'USD' },
  received: null,
  reversed: null,
  externalRef: 'TU-2026-11',
  reference: 'XYE0C9H2T4ZP00',
  payUrl: 'https://pay.example/checkout/XYE0C9H2T4ZP00',
  bankInstructions: null,
  expiresAt: '2026-11-23T01:02:03.000Z',
  clearedAt: null,
  createdAt: EXAMPLE.at,
  updatedAt: EXAMPLE.at,
}

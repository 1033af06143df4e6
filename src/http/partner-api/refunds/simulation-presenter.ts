import { z } from 'zod'
import type { OrderLine } from '../../../domain/orders/order.ts'
import { totalOf } from '../../../domain/refunds/payout-parts.ts'
import type { PayoutParts } from '../../../domain/refunds/refund-case.ts'
import { REFUND_DEADLINES } from '../../../domain/refunds/refund-deadlines.ts'
import { PARTNER_REFUND_TYPES } from '../../../domain/refunds/refund-types.ts'
import type { RefundSimulation, SimulatedOption, SimulatedReason } from '../../../domain/refunds/simulate-refund.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { PARTNER_REASONS } from './partner-reasons.ts'

const payoutWire = z
  .object({
    goods: moneyWire,
    domesticFreight: moneyWire,
    serviceFee: moneyWire,
    services: moneyWire,
    fxMargin: moneyWire,
    total: moneyWire,
  })
  .meta({ id: 'SimulatedPayout', description: 'What would reach your wallet, part by part, when the seller gives all that is asked.' })

const deadlineWire = z
  .object({
    code: z.enum(REFUND_DEADLINES).meta({
      description:
        'EVIDENCE_BY: without its evidence the claim is closed then. SELLER_ANSWERS_BY: silence agrees. ESCALATE_FROM: 1688 can be asked to step in. SEND_BACK_BY: after the seller agrees to a return. RETURN_REFUNDED_BY: at the latest, after the return was sent.',
    }),
    at: instantWire.nullable().meta({ description: 'For a claim filed now; null where it counts from something yet to happen.' }),
    afterSeconds: z.int().nullable().meta({ description: 'How long after that; null where `at` is known.' }),
    ruleId: z.string(),
    ruleVersion: z.string(),
  })
  .meta({ id: 'SimulatedDeadline', description: 'By the rules in force; once 1688 names a time of its own, that wins.' })

const reasonWire = z
  .object({
    reasonCode: z.enum(PARTNER_REASONS),
    payout: payoutWire,
    evidence: z
      .object({
        required: z.array(z.string()),
        missing: z.array(z.string()).meta({ description: 'Neither our pictures nor our records show it yet: hand it in.' }),
        ifApplicable: z.array(z.string()),
      })
      .meta({ id: 'SimulatedEvidence', description: 'What proves the claim.' }),
    returnFreight: z
      .object({
        payer: z.enum(['seller', 'partner']),
        isReclaimed: z.boolean().meta({ description: 'You pay first, and get it back when the claim succeeds.' }),
      })
      .meta({ id: 'SimulatedReturnFreight', description: 'Who pays the way back, without insurance of the order.' })
      .nullable(),
    deadlines: z.array(deadlineWire),
  })
  .meta({ id: 'SimulatedReason', description: 'One reason, and what follows from it.' })

const optionWire = z
  .object({
    type: z.enum(PARTNER_REFUND_TYPES),
    isPossible: z.boolean(),
    refusal: z.string().nullable().meta({ description: 'The code `POST /v1/refunds` would answer with now.' }),
    fundedBy: z.enum(['seller', 'platform', 'agent', 'carrier']),
    goods: z.enum(['none', 'lost', 'returned', 'kept', 'replaced', 'any']).meta({ description: 'What becomes of the goods.' }),
    agreedBy: z.string(),
    requested: moneyWire.nullable().meta({ description: 'What these units cost, and what is asked of the seller.' }),
    reasons: z.array(reasonWire),
  })
  .meta({ id: 'SimulatedOption', description: 'One way to get money back.' })

export const simulationWire = z
  .object({
    object: z.literal('refundSimulation'),
    orderId: idWire('ord'),
    lineId: idWire('oln'),
    goodsStatus: z
      .enum(['notShipped', 'inTransit', 'received', 'afterSaleNotReceived', 'afterSaleReceived'])
      .nullable()
      .meta({ description: 'Null while nothing is bought: then `POST /v1/orders/{orderId}/cancel` gives everything back.' }),
    quantity: z.int().min(0),
    refundableQuantity: z.int().min(0).meta({ description: 'Units that may still be claimed.' }),
    refundable: moneyWire.meta({ description: 'What of the line is neither refunded nor in an open claim.' }),
    options: z.array(optionWire),
  })
  .meta({ id: 'RefundSimulation', description: 'What could be asked for now. 1688 is not asked: its own ceiling may be lower.' })

export function presentSimulation({ line, simulation }: { line: OrderLine; simulation: RefundSimulation }): z.input<typeof simulationWire> {
  const { currency, goodsStatus, quantity, refundableUnits } = simulation
  return {
    ...{ object: 'refundSimulation', orderId: line.orderId, lineId: line.id, goodsStatus, quantity },
    refundableQuantity: refundableUnits,
    refundable: toMoneyWire(simulation.refundableMinor, currency),
    options: simulation.options.map((option) => presentOption(option, currency)),
  }
}

function presentOption({ requestedMinor, reasons, ...option }: SimulatedOption, currency: Currency): z.input<typeof optionWire> {
  return {
    ...option,
    isPossible: option.refusal === null,
    requested: requestedMinor === null ? null : toMoneyWire(requestedMinor, currency),
    reasons: reasons.map((reason) => presentReason(reason, currency)),
  }
}

function presentReason({ reasonCode, payout, evidence, returnFreight, deadlines }: SimulatedReason, currency: Currency) {
  const { required, missing, ifApplicable } = evidence
  return {
    reasonCode,
    payout: presentPayout(payout, currency),
    evidence: { required: [...required], missing: [...missing], ifApplicable: [...ifApplicable] },
    returnFreight,
    deadlines: deadlines.map(({ code, at, afterMs, ruleId, ruleVersion }) => ({
      ...{ code, ruleId, ruleVersion, at: toInstantWire(at) },
      afterSeconds: afterMs === null ? null : Math.floor(afterMs / 1_000),
    })),
  }
}

function presentPayout(parts: PayoutParts, currency: Currency): z.input<typeof payoutWire> {
  return {
    goods: toMoneyWire(parts.goodsMinor, currency),
    domesticFreight: toMoneyWire(parts.domesticFreightMinor, currency),
    serviceFee: toMoneyWire(parts.serviceFeeMinor, currency),
    services: toMoneyWire(parts.servicesMinor, currency),
    fxMargin: toMoneyWire(parts.fxMarginMinor, currency),
    total: toMoneyWire(totalOf(parts), currency),
  }
}

import type { CheckType } from '../../src/domain/inspections/check-types.ts'
import type { Inspection, InspectionDecision } from '../../src/domain/inspections/inspection.ts'
import type { ExceptionPolicy } from '../../src/domain/orders/exception-policies.ts'
import type { PreparedPhoto } from '../../src/domain/preparations.ts'
import type { ReasonCode } from '../../src/domain/refunds/reasons.ts'
import type { EvidenceItem } from '../../src/domain/refunds/refund-case.ts'
import { drawSamplePhoto } from '../../src/files/sample-photo.ts'
import { BENCH, type Buyer, DESK, PARTNER } from './stack-buyer.ts'

export type Counts = { passed: number; failed: number; missing?: number; checkType?: CheckType }

const SHOTS = ['OUTER_BOX', 'OPENED_BOX', 'LAYOUT', 'DEFECT_CLOSE_UP'] as const

/** The warehouse and the after-sales desk of a buyer's rehearsal: every step through the commands that staff use. */
export async function openBench(buyer: Buyer) {
  const { core, control, tenant } = buyer
  const photo = await core.preparations.preparePhoto({ bytes: await drawSamplePhoto('OUTER_BOX', 'test'), shot: 'LAYOUT', redactions: [] })
  const refundOf = (id: string) => core.uow.run((tx) => tx.refunds.find(id))
  const bench = {
    /** Bought upstream and paid, nothing shipped yet. */
    bought: async (quantity = 10, exceptionPolicy: ExceptionPolicy | null = 'CLAIM_PARTIAL') => {
      const placed = await buyer.order({ quantity, exceptionPolicy })
      await buyer.pay(placed.orderId)
      await buyer.buy(placed.orderId)
      return placed
    },
    /** The seller ships and the parcel is known; answers its waybill. */
    shipped: async (orderId: string): Promise<string> => {
      const [purchase] = await buyer.purchases(orderId)
      await control.post(`/orders/${purchase?.upstreamOrderId}/ship`)
      await buyer.settled(() => core.steps.syncPurchase(purchase?.id ?? ''))
      const [parcel] = await core.uow.run((tx) => tx.parcels.listOfPurchase(purchase?.id ?? ''))
      return parcel?.waybillNo ?? ''
    },
    arrive: (waybillNo: string) => core.uow.run((tx) => core.commands.arriveParcel(tx, { actor: BENCH, waybillNo, weightG: 1_000 })),
    inspect: (inspectionId: string, counts: Counts): Promise<Inspection> => inspect(buyer, photo, inspectionId, counts),
    /** Bought, shipped, arrived and counted. */
    inspected: async (counts: Counts, exceptionPolicy?: ExceptionPolicy | null) => {
      const placed = await bench.bought(counts.passed + counts.failed + (counts.missing ?? 0), exceptionPolicy)
      const { inspections } = await bench.arrive(await bench.shipped(placed.orderId))
      const inspectionId = inspections[0]?.id ?? ''
      await bench.inspect(inspectionId, counts)
      return { ...placed, inspectionId, lineId: placed.lines[0]?.id ?? '' }
    },
    decide: (inspectionId: string, decision: InspectionDecision) =>
      core.uow.run((tx) =>
        core.commands.decideInspection(tx, { tenant, actor: PARTNER, inspectionId, decision, note: null, amountMinor: null }),
      ),
    /** A claim that is filed upstream and waits for the seller. */
    claimed: async (counts: Counts, decision: InspectionDecision) => {
      const goods = await bench.inspected(counts)
      const { refund } = await bench.decide(goods.inspectionId, decision)
      const refundId = refund?.id ?? ''
      await bench.file(refundId)
      return { ...goods, refundId, upstreamRefundId: (await refundOf(refundId))?.upstreamRefundId ?? '' }
    },
    request: (
      lineId: string,
      quantity: number,
      type: 'BEFORE_SHIPMENT' | 'IN_TRANSIT_REFUND_ONLY' | 'RETURN_REFUND' | 'REFUND_NO_RETURN_SELLER' = 'BEFORE_SHIPMENT',
      amountMinor: bigint | null = null,
      reasonCode: ReasonCode = type === 'BEFORE_SHIPMENT' ? 'OUT_OF_STOCK' : 'DEFECTIVE_QUALITY',
    ) =>
      core.uow.run((tx) =>
        core.commands.requestRefund(tx, {
          tenant,
          actor: PARTNER,
          lineId,
          quantity,
          type,
          reasonCode,
          description: 'as agreed with the seller',
          amountMinor,
          evidenceFileIds: [],
        }),
      ),
    /** A claim on one failed unit, with files for the seller to see. */
    requestWith: (lineId: string, evidenceFileIds: string[]) =>
      core.uow.run((tx) =>
        core.commands.requestRefund(tx, {
          ...{ tenant, actor: PARTNER, lineId, quantity: 1, type: 'REFUND_NO_RETURN_SELLER', reasonCode: 'DEFECTIVE_QUALITY' },
          ...{ description: 'cracked', amountMinor: null, evidenceFileIds },
        }),
      ),
    handIn: (refundId: string, items: EvidenceItem[]) =>
      core.uow.run((tx) => core.commands.addRefundEvidence(tx, { tenant, actor: PARTNER, refundId, items })),
    /** What partners see of the pictures taken at the bench. */
    pictures: async (inspectionId: string): Promise<string[]> =>
      (await core.uow.run((tx) => tx.inspections.photosOf(inspectionId))).map((photo) => photo.redactedFileId),
    file: (refundId: string) => buyer.settled(() => core.steps.fileRefund(refundId)),
    sync: (refundId: string) => buyer.settled(() => core.steps.syncRefund(refundId)),
    payOut: (refundId: string) => core.uow.run((tx) => core.steps.payOutRefund(tx, refundId)),
    sendBack: (refundId: string) =>
      core.uow.run((tx) =>
        core.commands.shipReturn(tx, { actor: BENCH, refundId, courierCode: 'ZTO', waybillNo: `RET${refundId.slice(-10)}` }),
      ),
    cancel: (refundId: string) => core.uow.run((tx) => core.commands.cancelRefund(tx, { tenant, actor: PARTNER, refundId })),
    reject: (refundId: string) => core.uow.run((tx) => core.commands.rejectRefund(tx, { actor: DESK, refundId, reason: 'no proof' })),
    settle: (refundId: string, compensationMinor: bigint | null, keepGoods: boolean) =>
      core.uow.run((tx) =>
        core.commands.settleClosedRefund(tx, { actor: DESK, refundId, compensationMinor, keepGoods, reason: 'the seller would not pay' }),
      ),
    refund: refundOf,
    inspection: (id: string) => core.uow.run((tx) => tx.inspections.find(id)),
    line: (id: string) => core.uow.run((tx) => tx.lines.find(id)),
    lotsOf: (lineId: string) => core.uow.run((tx) => tx.stock.listOfLine(lineId)),
  }
  return bench
}

async function inspect({ core }: Buyer, photo: PreparedPhoto, inspectionId: string, counts: Counts): Promise<Inspection> {
  const on = { actor: BENCH, inspectionId }
  const isGood = counts.failed === 0 && (counts.missing ?? 0) === 0
  return core.uow.run(async (tx) => {
    await core.steps.prepareInspection(tx, inspectionId)
    await core.commands.startInspection(tx, on)
    for (const shot of SHOTS) await core.commands.addInspectionPhoto(tx, { ...on, shot, photo })
    return core.commands.completeInspection(tx, {
      ...on,
      countedQuantity: counts.passed + counts.failed,
      passedQuantity: counts.passed,
      failedQuantity: counts.failed,
      outcome: isGood ? 'PASS' : 'FAIL',
      defects:
        counts.failed === 0
          ? []
          : [{ checkType: counts.checkType ?? 'VISUAL_DAMAGE', severity: 'major', quantity: counts.failed, description: 'cracked' }],
      remark: null,
    })
  })
}

import { buy, type Order, shipToWarehouse } from './buy.ts'
import { type Money, type Partner, show } from './partner.ts'
import type { Story } from './story.ts'

type Inspection = { status: string; failedQuantity: number | null; photos: { shot: string; fileId: string }[] }
type Refund = { id: string; status: string; requested: Money; paidOut: Money | null }

/** Damaged goods: photographed, claimed, sent back, refunded to the balance; answers the ids of its ledger entries. */
export async function failAndRefund(partner: Partner, story: Story): Promise<string[]> {
  const order = await buy(partner, story, { keyword: 'mug' })
  const inspectionId = await shipToWarehouse(partner, story, order.id)
  await partner.simulate('inspection.fails', inspectionId)
  const inspection = await partner.get<Inspection>(`/inspections/${inspectionId}`)
  story.step('inspection', `${inspection.status}, ${inspection.failedQuantity} failed`)
  story.step('photos', inspection.photos.map((photo) => photo.shot).join(', '))
  const decided = await partner.post<{ refundId: string }>(`/inspections/${inspectionId}/decisions`, {
    decision: 'RETURN_REFUND',
    note: 'Cracked on arrival.',
  })
  story.step('decision', 'send back and refund')
  const refundId = decided.refundId
  await waitForRefund(partner, story, { name: 'claim filed on 1688', refundId, wanted: 'SELLER_PENDING' })
  await partner.simulate('seller.agrees_refund', refundId)
  await waitForRefund(partner, story, { name: 'seller agrees', refundId, wanted: 'RETURN_APPROVED' })
  const shipped = await partner.simulate('return.shipped', refundId)
  story.step('goods on their way back', shipped.status)
  await confirmReturn(partner, story, refundId)
  const paid = await waitForRefund(partner, story, { name: 'refund credited to the balance', refundId, wanted: 'PAID_OUT' })
  if (paid.paidOut === null || paid.paidOut.amount <= 0) throw new Error('the refund paid nothing out')
  const after = await partner.get<Order>(`/orders/${order.id}`)
  story.step('refunded', `${show(paid.paidOut)} of ${show(after.total)}`)
  if (after.refunded.amount !== paid.paidOut.amount) throw new Error(`the order says ${show(after.refunded)} was refunded`)
  return [...order.lines.map((line) => line.id), refundId]
}

/** The seller can confirm only what 1688 knows to be on its way: the return waybill is handed in by a job. */
async function confirmReturn(partner: Partner, story: Story, refundId: string): Promise<void> {
  await story.wait('seller has the goods back', async () => {
    try {
      await partner.simulate('seller.confirms_return', refundId)
      return { state: 'confirmed', answer: true }
    } catch {
      return { state: 'the return waybill is being handed in' }
    }
  })
}

async function waitForRefund(partner: Partner, story: Story, wait: { name: string; refundId: string; wanted: string }): Promise<Refund> {
  return story.wait(wait.name, async () => {
    const refund = await partner.get<Refund>(`/refunds/${wait.refundId}`)
    return { state: refund.status, answer: refund.status === wait.wanted ? refund : undefined }
  })
}

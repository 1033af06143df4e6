import { buy, shipToWarehouse, waitForOrder } from './buy.ts'
import { type Money, type Partner, show } from './partner.ts'
import type { Story } from './story.ts'

type Shipment = { id: string; status: string; freight: Money | null; trackingNo: string | null; chargeableWeightGrams: number | null }
type Lot = { id: string; availableQuantity: number }

const CONSIGNEE = {
  name: 'Demo Store',
  phone: '+81 3 0000 0000',
  countryCode: 'JP',
  postalCode: '100-0001',
  region: 'Tokyo',
  city: 'Chiyoda',
  addressLine: '1-1 Example',
}

/** From a search to a parcel delivered in Tokyo; answers the ids whose ledger entries belong to it. */
export async function passAndDeliver(partner: Partner, story: Story): Promise<string[]> {
  const order = await buy(partner, story, { keyword: 'bag' })
  const inspectionId = await shipToWarehouse(partner, story, order.id)
  const passed = await partner.simulate('inspection.passes', inspectionId)
  story.step('inspection', passed.status)
  const lots = await partner.get<{ data: Lot[] }>(`/stock?orderId=${order.id}`)
  story.step('in stock', lots.data.map((lot) => `${lot.availableQuantity} pieces`).join(', '))
  const shipment = await consolidate(partner, story, lots.data)
  await partner.simulate('shipment.handed_over', shipment.id)
  story.step('handed over to the carrier', `tracking ${shipment.trackingNo}`)
  await partner.simulate('carrier.delivers', shipment.id)
  await waitForShipment(partner, story, { name: 'carrier delivers', id: shipment.id, isThere: (seen) => seen.status === 'DELIVERED' })
  await waitForOrder(partner, story, { name: 'order', orderId: order.id, wanted: 'DELIVERED' })
  return [...order.lines.map((line) => line.id), shipment.id]
}

/** Reserve, plan the cartons, pack, pay the true freight, get the label. */
async function consolidate(partner: Partner, story: Story, lots: Lot[]): Promise<Shipment> {
  const items = lots.map((lot) => ({ lotId: lot.id, quantity: lot.availableQuantity }))
  const created = await partner.post<Shipment>('/shipments', { items, consignee: CONSIGNEE, lineCode: 'JP-EMS' })
  story.step('consolidation asked for', created.status)
  await waitForShipment(partner, story, { name: 'consolidation job', id: created.id, isThere: (seen) => seen.status === 'PICKING' })
  const packed = await partner.simulate('shipment.packed', created.id)
  story.step('packed and weighed', packed.status)
  const paid = await partner.post<Shipment>(`/shipments/${created.id}/pay`)
  story.step('freight paid', `${paid.status}, ${paid.freight === null ? '' : show(paid.freight)} for ${paid.chargeableWeightGrams} g`)
  return waitForShipment(partner, story, { name: 'carrier label', id: created.id, isThere: (seen) => seen.trackingNo !== null })
}

async function waitForShipment(
  partner: Partner,
  story: Story,
  wait: { name: string; id: string; isThere: (shipment: Shipment) => boolean },
): Promise<Shipment> {
  return story.wait(wait.name, async () => {
    const shipment = await partner.get<Shipment>(`/shipments/${wait.id}`)
    return { state: shipment.status, answer: wait.isThere(shipment) ? shipment : undefined }
  })
}

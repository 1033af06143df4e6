import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { createTrackShipment } from '../../src/domain/shipments/track-shipment.ts'
import { createCarrier } from '../../src/upstream/carrier.ts'
import { openRoad } from '../support/broken-road.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'

const BOOKING = 'POST /carrier/shipments'

t.test('a label is booked once, whatever happens on the way to the carrier', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const ship = shipping(buyer)
  const road = await openRoad(t, buyer.mock.url)
  const carrier = createCarrier({ baseUrl: road.url.replace(/\/$/, '') })
  const book = createTrackShipment({ uow: buyer.core.uow, clock: buyer.clock, carrierFor: () => carrier, rules: buyer.core.rules })

  /** Paid and waiting for its label. */
  const unlabelled = async (): Promise<string> => {
    const { lineId } = await bench.inspected({ passed: 10, failed: 0 })
    const id = await ship.create([{ lotId: (await bench.lotsOf(lineId))[0]?.id ?? '', quantity: 10 }])
    await ship.plan(id)
    await ship.pack(id)
    await ship.pay(id)
    return id
  }
  const booked = async (id: string): Promise<string[]> => {
    const answer = await fetch(`${buyer.mock.url}/control/carrier`)
    const { shipments } = (await answer.json()) as { shipments: { reference: string; trackingNo: string }[] }
    return shipments.filter((one) => one.reference === id).map((one) => one.trackingNo)
  }
  const checkOnce = async (t: Parameters<typeof startBuyer>[0], id: string): Promise<void> => {
    const numbers = await booked(id)
    t.equal(numbers.length, 1, 'the carrier has one')
    t.equal((await ship.find(id))?.carrierTrackingNo, numbers[0], 'and we know it')
    t.strictSame(await buyer.newProblems(), [])
  }

  t.test('the line is dead before the call', async (t) => {
    const id = await unlabelled()
    road.cut()
    await t.rejects(book(id), { name: 'UpstreamError', outcome: 'retryable' })
    t.strictSame(await booked(id), [])
    road.mend()
    await book(id)
    await checkOnce(t, id)
  })

  t.test('the carrier has booked it and its answer is lost', async (t) => {
    const id = await unlabelled()
    road.cutAfter(BOOKING)
    await t.rejects(book(id), { name: 'UpstreamError', outcome: 'retryable' })
    t.equal((await booked(id)).length, 1, 'it took effect')
    t.equal((await ship.find(id))?.carrierTrackingNo, null)
    road.mend()
    await book(id)
    await checkOnce(t, id)
  })

  t.test('two workers book it at the same time', async (t) => {
    const id = await unlabelled()
    await Promise.all([book(id), book(id), book(id)])
    await checkOnce(t, id)
  })

  t.test('nothing is handed over without it', async (t) => {
    const id = await unlabelled()
    road.cutAfter(BOOKING)
    await t.rejects(book(id))
    await t.rejects(ship.handOver(id), { code: 'shipment.guard_failed' })
    road.mend()
    await book(id)
    await ship.handOver(id)
    await checkOnce(t, id)
  })
})

t.test('a carrier that says not now is asked again later, one that says no is not', async (t) => {
  let status = 429
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const carrier = createCarrier({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  const booking = { reference: 'shp_1', weightG: 100, destinationCountry: 'JP', lineCode: 'JP-EMS' }
  for (const [answered, outcome] of [
    [408, 'retryable'],
    [425, 'retryable'],
    [429, 'retryable'],
    [503, 'retryable'],
    [409, 'permanent'],
    [422, 'permanent'],
  ] as const) {
    status = answered
    await t.rejects(carrier.book(booking), { name: 'UpstreamError', outcome }, `HTTP ${answered}`)
  }
})

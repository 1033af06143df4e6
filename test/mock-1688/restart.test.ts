import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'
import t from 'tap'
import { MockClient, pushReceiver, type Wire } from './mock-client.ts'

const MAIN = join(import.meta.dirname, '../../src/mock-1688/main.ts')

type Running = { client: MockClient; kill(): Promise<void> }

/** The mock as a process of its own, on the given folder. */
async function start(stateDir: string, env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, MOCK_PORT: '0', MOCK_STATE_DIR: stateDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await listening(child)
  const mock = { url, publicUrl: url, pushesIdle: async () => undefined, close: async () => undefined }
  return {
    client: new MockClient(mock),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the mock has no output')
  for await (const line of createInterface(child.stdout)) {
    const entry = JSON.parse(line) as { url?: string }
    if (entry.url) return entry.url
  }
  throw new Error('the mock ended before it listened')
}

t.test('an order placed and paid goes on to shipment, receipt and refund after kill -9', async (t) => {
  const folder = t.testdir()
  const first = await start(folder)
  t.teardown(() => first.kill())
  await first.client.control('/control/settings', { autopilot: { shipAfterHours: 24, parcelStepHours: 6 } })
  await first.client.control('/control/clock', { days: 3 })
  const orderId = await first.client.order(2, { outOrderId: 'GW-77' })
  await first.client.pay(orderId)
  const before = await first.client.view(orderId)
  await first.kill()

  const second = await start(folder)
  t.teardown(() => second.kill())
  t.strictSame(await second.client.view(orderId), before, 'the order is what it was')
  const listed = await second.client.trade('alibaba.trade.getBuyerOrderList', { outOrderId: 'GW-77' })
  t.equal(listed.body.totalRecord, 1, 'found by our number')
  const clock = (await second.client.control('/control/clock')).body as { now: string }
  t.ok(Date.parse(clock.now) > Date.now() + 2.9 * 86_400_000, 'the clock is three days ahead')
  await second.client.control('/control/clock', { hours: 25 })
  const shipped = await second.client.view(orderId)
  t.match(shipped, { status: 'waitbuyerreceive', parcels: [{ waybillNo: /^7/ }] }, 'the seller shipped as planned before')
  await second.client.control(`/control/parcels/${shipped.parcels[0]?.waybillNo}/change-waybill`, { waybillNo: 'SF1234567890' })
  const refund = await second.client.trade('alibaba.trade.createRefund', {
    orderId,
    orderEntryIds: `[${shipped.lines[0]?.subItemId}]`,
    disputeRequest: 'refund',
    applyPayment: '100',
    applyCarriage: '0',
    applyReasonId: '20041',
    description: '没有收到',
    goodsStatus: 'refundWaitBuyerReceive',
  })
  const { refundId } = (refund.body.result as Wire).result as { refundId: string }
  await second.kill()

  const third = await start(folder)
  t.teardown(() => third.kill())
  t.match((await third.client.control(`/control/parcels/${shipped.parcels[0]?.waybillNo}`)).body, { waybillNo: 'SF1234567890' })
  t.match((await third.client.control(`/control/refunds/${refundId}`)).body, { status: 'waitselleragree', timeOutDoes: 'agree' })
  await third.client.control('/control/clock', { days: 6 })
  t.match((await third.client.control(`/control/refunds/${refundId}`)).body, { status: 'refundsuccess' }, 'its time-out still ran')
  const again = await third.client.order(1)
  t.ok(BigInt(again) > BigInt(orderId), 'ids never come twice')
})

t.test('messages nobody took, tokens, follows, prices, carrier shipments and vouchers are kept; delivered messages are not', async (t) => {
  const folder = t.testdir()
  const receiver = await pushReceiver()
  t.teardown(() => receiver.close())
  const first = await start(folder, { MOCK_CALLBACK_URL: receiver.url })
  t.teardown(() => first.kill())
  const { client } = first
  await client.order()
  await client.control('/control/messages/flush', {})
  await client.control('/control/settings', { push: { enabled: false } })
  const unheard = await client.order()
  const product = await client.buyable()
  await client.xyt('product.kjdistribute.addRelation', { productId: product.offerId })
  await client.control(`/control/products/${product.offerId}/price`, { percent: 150 })
  await client.control('/carrier/shipments', { reference: 'SHP-9', weightG: 800, destinationCountry: 'US', lineCode: 'AIR' })
  const refreshed = await fetch(`${client.mock.url}/openapi/http/1/system.oauth2/getToken/1000000`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id: '1000000', client_secret: 'test123', refresh_token: 'ref-0001' }),
  })
  const { access_token: token } = (await refreshed.json()) as { access_token: string }
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer()
  const uploaded = await client.trade('alibaba.trade.uploadRefundVoucher', { imageData: photo.toString('base64') })
  const { imageRelativeUrl } = (uploaded.body.result as Wire).result as { imageRelativeUrl: string }
  await first.kill()

  const second = await start(folder, { MOCK_CALLBACK_URL: 'http://127.0.0.1:9/moved' })
  t.teardown(() => second.kill())
  const kept = (await second.client.control('/control/messages')).body.messages as { type: string }[]
  t.strictSame(
    kept.map((message) => message.type),
    ['ORDER_BUYER_VIEW_BUYER_MAKE', 'PRODUCT_RELATION_VIEW_PRODUCT_CHANGE'],
    'only what waits to be pulled',
  )
  const pulled = await second.client.call('cn.alibaba.open', 'push.query.messageList', {}, { token: null })
  t.match(pulled.text, new RegExp(`"orderId":${unheard}`), 'with the raw id whole')
  t.equal(
    (await second.client.control('/control/settings')).body.callbackUrl,
    'http://127.0.0.1:9/moved',
    'the address of this start counts',
  )
  t.not((await second.client.control(`/control/products/${product.offerId}`)).body.skus, product.skus, 'the price stays changed')
  const mine = await second.client.as('1000000', token).trade('alibaba.trade.receiveAddress.get')
  t.equal(mine.status, 200, 'a token given before still works')
  t.match((await second.client.control('/control/carrier')).body, { shipments: [{ reference: 'SHP-9', status: 'LABEL_CREATED' }] })
  const voucher = await fetch(`${second.client.mock.url}/${imageRelativeUrl}`)
  t.ok(Buffer.from(await voucher.arrayBuffer()).equals(photo), 'the voucher is there, byte for byte')
  await second.client.control('/control/reset', {})
  t.equal((await fetch(`${second.client.mock.url}/${imageRelativeUrl}`)).status, 404)
  await second.kill()

  const third = await start(folder)
  t.teardown(() => third.kill())
  t.equal((await third.client.control('/control/orders')).body.total, 0, 'a reset is for good')
})

t.test('a line cut short is dropped, a file that is no journal is moved aside', async (t) => {
  const folder = t.testdir()
  const first = await start(folder)
  t.teardown(() => first.kill())
  const orderId = await first.client.order()
  await first.kill()
  appendFileSync(join(folder, 'state.jsonl'), '["orders","999","{')
  const second = await start(folder)
  t.teardown(() => second.kill())
  t.equal((await second.client.view(orderId)).status, 'waitbuyerpay')
  await second.kill()
  writeFileSync(join(folder, 'state.jsonl'), 'something else\n')
  const third = await start(folder)
  t.teardown(() => third.kill())
  t.equal((await third.client.control('/control/orders')).body.total, 0)
  t.ok(readdirSync(folder).some((file) => file.startsWith('state.jsonl.damaged-')))
})

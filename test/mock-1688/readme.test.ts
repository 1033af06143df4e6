import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { EXAMPLES } from '../../src/mock-1688/control/examples.ts'
import { MockClient, type Wire } from './mock-client.ts'

const README = readFileSync(join(import.meta.dirname, '../../src/mock-1688/README.md'), 'utf8')

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

type Line = { method: string; path: string; body: string | undefined }

/** The curl lines of the README's shell blocks; a body may go over several lines. */
function curlLines(): Line[] {
  const blocks = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '').join('\n')
  return [...blocks.matchAll(/curl(?: -X (\w+))? (?:"\$M([^"]+)"|\$M(\S+))(?: -H "\$J")?(?: -d '([^']*)')?/g)].map(
    ([, method = 'GET', quoted, plain, body]) => ({ method, path: quoted ?? plain ?? '', body }),
  )
}

const unpaid = (): Promise<string> => client.order(2)
const paid = (): Promise<string> => client.paidOrder(2)
const shipped = async (): Promise<string> => {
  const orderId = await paid()
  await client.control(`/control/orders/${orderId}/ship`, {})
  return orderId
}

/** The last word of an order's path -> the state it needs; any other: unpaid. */
const ORDERS: Readonly<Record<string, () => Promise<string>>> = {
  ship: paid,
  'ship-short': paid,
  receive: shipped,
  async 'answer-address'() {
    const orderId = await paid()
    await client.control('/control/settings', { addressChange: 'asksSeller' })
    const receiveAddress = '{"fullName":"新仓","mobile":"13911112222","districtCode":"440111","address":"大道9号"}'
    await client.trade('order.receiveAddress.buyerUpdate', { param: `{"orderId":${orderId},"receiveAddress":${receiveAddress}}` })
    return orderId
  },
}

async function refundFor(move: string): Promise<string> {
  const orderId = move === 'confirm-return' ? await shipped() : await paid()
  const { lines } = await client.view(orderId)
  const isReturn = move === 'confirm-return'
  const jpeg = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const voucher = await client.trade('alibaba.trade.uploadRefundVoucher', { imageData: jpeg.toString('base64') })
  const { imageDomain, imageRelativeUrl } = (voucher.body.result as Wire).result as Wire
  const { body } = await client.trade('alibaba.trade.createRefund', {
    orderId,
    orderEntryIds: `[${lines[0]?.subItemId}]`,
    disputeRequest: isReturn ? 'returnRefund' : 'refund',
    applyPayment: String(lines[0]?.itemAmountFen),
    applyCarriage: '0',
    applyReasonId: isReturn ? '20022' : '20028',
    description: '需要退款',
    goodsStatus: isReturn ? 'refundBuyerReceived' : 'refundWaitSellerSend',
    vouchers: JSON.stringify([`${imageDomain}/${imageRelativeUrl}`]),
  })
  const refundId = String(((body.result as Wire).result as Wire).refundId)
  if (move === 'confirm-return') {
    await client.control(`/control/refunds/${refundId}/agree`, {})
    await client.trade('alibaba.trade.refund.returnGoods', {
      refundId,
      logisticsCompanyNo: 'ZTO',
      freightBill: '75312345678901',
      description: '已寄回',
    })
  }
  if (move === 'modify' || move === 'arbitrate') await client.control(`/control/refunds/${refundId}/reject`, {})
  if (move === 'arbitrate') await client.trade('trade.arbitration.apply', { refundId, description: '卖家拒绝' })
  return refundId
}

/** Puts real ids where the line has capital words. */
async function filled(line: Line): Promise<Line> {
  let text = JSON.stringify(line)
  const put = (word: string, id: string): void => {
    text = text.replaceAll(word, id)
  }
  const move = line.path.split('/').at(-1) ?? ''
  if (text.includes('ORDER_ID')) {
    const orderId = await (ORDERS[move] ?? unpaid)()
    const [first, second] = (await client.view(orderId)).lines
    put('OTHER_SUB_ID', second?.subItemId ?? '')
    put('SUB_ID', first?.subItemId ?? '')
    put('ORDER_ID', orderId)
  }
  if (text.includes('REFUND_ID')) put('REFUND_ID', await refundFor(move))
  if (text.includes('WAYBILL_NO')) put('WAYBILL_NO', (await client.view(await shipped())).parcels[0]?.waybillNo ?? '')
  if (text.includes('OFFER_ID')) {
    const { offerId, skus } = await client.buyable()
    put('OFFER_ID', offerId)
    put('SPEC_ID', skus[0]?.specId ?? '')
  }
  if (text.includes('TRACKING_NO')) {
    const made = await client.control('/carrier/shipments', { reference: 'R-1', weightG: 5, destinationCountry: 'US', lineCode: 'AIR' })
    put('TRACKING_NO', String(made.body.trackingNo))
  }
  if (text.includes('IMAGE_ID')) {
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a33' } })
      .png()
      .toBuffer()
    const upload = await client.xyt('product.image.upload', { uploadImageParam: JSON.stringify({ imageBase64: png.toString('base64') }) })
    put('IMAGE_ID', String((upload.body.result as Wire).result))
  }
  if (text.includes('MSG_ID')) {
    await client.order()
    const [message] = (await client.control('/control/messages')).body.messages as { msgId: number }[]
    put('"MSG_ID"', String(message?.msgId))
    put('MSG_ID', String(message?.msgId))
  }
  return JSON.parse(text) as Line
}

async function works(t: Tap, line: Line): Promise<void> {
  const { method, path, body } = await filled(line)
  t.notMatch(path, /[A-Z]{3,}_/, 'every capital word is known here')
  const response = await fetch(`${client.mock.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  })
  t.equal(response.status, 200, `${line.method} ${line.path} ${line.body ?? ''}: ${response.ok ? '' : await response.text()}`)
}

type Tap = {
  notMatch(found: unknown, wanted: RegExp, name: string): unknown
  equal(found: unknown, wanted: unknown, name: string): unknown
}

const lines = curlLines()

t.test(`the README has ${lines.length} curl lines`, async (t) => {
  t.equal(lines.length, README.match(/curl (?=-|\$|")/g)?.length, 'all of them are read')
})

for (const line of lines) t.test(`README: ${line.method} ${line.path}`, (t) => works(t, line))

for (const { name, examples } of EXAMPLES)
  for (const { does, method, path, body } of examples)
    t.test(`index page, ${name}: ${does}`, (t) => works(t, { method, path, body: body === undefined ? undefined : JSON.stringify(body) }))

t.test('each box of the table names test files that are there', async (t) => {
  const named = [...README.matchAll(/`([a-z-]+\.test\.ts)`/g)].map((match) => match[1] ?? '')
  t.ok(named.length > 20)
  for (const file of new Set(named)) t.ok(readFileSync(join(import.meta.dirname, file), 'utf8').includes('t.test('), file)
})

import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMock1688, type Mock1688, type Mock1688Options } from '../../src/mock-1688/server.ts'

export type Answer = { status: number; text: string; body: Wire }
export type Wire = Record<string, unknown> & { [key: string]: unknown }

const SECRET = 'test123'
const TRADE = 'com.alibaba.trade'
const XYT = 'com.alibaba.fenxiao.crossborder'
const LOGISTICS = 'com.alibaba.logistics'

export const ADDRESS =
  '{"fullName":"收货部","mobile":"13800000000","phone":"","postCode":"322000","provinceText":"浙江省","cityText":"金华市","areaText":"义乌市","address":"测试路1号"}'

/** The signature, computed here on its own: the mock's code is not used. */
export function signature(urlPath: string, params: Record<string, string>, secret = SECRET): string {
  const base =
    urlPath +
    Object.keys(params)
      .map((key) => key + params[key])
      .sort()
      .join('')
  return createHmac('sha1', secret).update(base, 'utf8').digest('hex').toUpperCase()
}

export class MockClient {
  readonly mock: Mock1688
  token = 'tok-0001'
  appKey = '1000000'

  constructor(mock: Mock1688) {
    this.mock = mock
  }

  static async start(options: Mock1688Options = {}): Promise<MockClient> {
    return new MockClient(await createMock1688(options))
  }

  /** The same mock, called by another app. */
  as(appKey: string, token: string): MockClient {
    const client = new MockClient(this.mock)
    client.appKey = appKey
    client.token = token
    return client
  }

  /** A signed call; `raw` parameters go out as they are. */
  async call(
    namespace: string,
    name: string,
    params: Record<string, string> = {},
    how: { method?: 'GET' | 'POST'; token?: string | null } = {},
  ): Promise<Answer> {
    const urlPath = `param2/1/${namespace}/${name}/${this.appKey}`
    const token = how.token === undefined ? this.token : how.token
    const all = { ...params, ...(token === null ? {} : { access_token: token }), _aop_timestamp: '1760000000000' }
    const form = new URLSearchParams({ ...all, _aop_signature: signature(urlPath, all) })
    const url = `${this.mock.url}/openapi/${urlPath}`
    return answerOf(how.method === 'GET' ? await fetch(`${url}?${form}`) : await fetch(url, { method: 'POST', body: form }))
  }

  xyt(name: string, params: Record<string, string>): Promise<Answer> {
    return this.call(XYT, name, params)
  }

  trade(name: string, params: Record<string, string> = {}): Promise<Answer> {
    return this.call(TRADE, name, params)
  }

  logistics(name: string, params: Record<string, string> = {}): Promise<Answer> {
    return this.call(LOGISTICS, name, { webSite: '1688', ...params })
  }

  async control(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Answer> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    return answerOf(await fetch(`${this.mock.url}${path}`, init))
  }

  /** Products the mock offers to testers, by kind. */
  async products(query: string): Promise<TestProduct[]> {
    return (await this.control(`/control/products?${query}`)).body.products as TestProduct[]
  }

  /** A product that can be bought without further thought: price per SKU, at least two SKUs in stock, no sets, no promotion. */
  async buyable(): Promise<TestProduct> {
    const all = await this.products('quoteType=1&limit=600')
    const product = all.find(
      (one) =>
        one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 5 && one.skus.filter((sku) => sku.stock > 20).length > 1,
    )
    if (!product) throw new Error('no buyable product')
    return { ...product, skus: product.skus.filter((sku) => sku.stock > 20) }
  }

  create(cargo: string, extra: Record<string, string> = {}): Promise<Answer> {
    return this.trade('alibaba.trade.createCrossOrder', { flow: 'general', addressParam: ADDRESS, cargoParamList: cargo, ...extra })
  }

  /** An order of five pieces each of `lines` SKUs of one product; its id. */
  async order(lines = 1, extra: Record<string, string> = {}): Promise<string> {
    const product = await this.buyable()
    const cargo = product.skus.slice(0, lines).map((sku) => cargoLine(product.offerId, sku.specId, 5))
    const { body } = await this.create(`[${cargo.join(',')}]`, extra)
    return String((body.result as Wire).orderId)
  }

  async paidOrder(lines = 1): Promise<string> {
    const orderId = await this.order(lines)
    await this.pay(orderId)
    return orderId
  }

  pay(orderId: string, extra = ''): Promise<Answer> {
    return this.trade('alibaba.trade.pay.protocolPay.preparePay', { tradeWithholdPreparePayParam: `{"orderId":${orderId}${extra}}` })
  }

  async detail(orderId: string): Promise<Wire> {
    return (await this.trade('alibaba.trade.get.buyerView', { webSite: '1688', orderId })).body.result as Wire
  }

  async view(orderId: string): Promise<OrderView> {
    return (await this.control(`/control/orders/${orderId}`)).body as unknown as OrderView
  }
}

export type TestSku = { skuId: string; specId: string; priceFen: number; stock: number }
export type TestProduct = {
  offerId: string
  title: Record<string, string>
  seller: { openId: string; memberId: string }
  quoteType: number
  quirk: string | null
  status: string
  minOrderQuantity: number
  batchNumber: number | null
  stock: number
  tiers: { startQuantity: number; priceFen: number }[]
  skus: TestSku[]
}
export type OrderView = {
  orderId: string
  status: string
  totalFen: number
  goodsFen: number
  shippingFeeFen: number
  closeReason: string | null
  lines: { subItemId: string; quantity: number; itemAmountFen: number; refundedFen: number; status: string; logisticsStatus: number }[]
  parcels: {
    waybillNo: string
    logisticsId: string
    status: string
    lines: { subItemId: string; quantity: number; actualQuantity: number; condition: string }[]
  }[]
}

export function cargoLine(offerId: string, specId: string | null, quantity: number): string {
  return JSON.stringify({ offerId: Number(offerId), ...(specId === null ? {} : { specId }), quantity })
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, text, body: parsed(text) as Wire }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { unparsable: true }
    throw error
  }
}

export type Pushed = { message: string; signature: string; type: string; data: Wire }

/** A callback URL that keeps what arrives; `statuses` are the answers to give first, 200 after them. */
export async function pushReceiver(statuses: number[] = []): Promise<{ url: string; pushed: Pushed[]; close(): void }> {
  const pushed: Pushed[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
      const message = form.get('message') ?? ''
      const { type, data } = JSON.parse(message) as { type: string; data: Wire }
      pushed.push({ message, signature: form.get('_aop_signature') ?? '', type, data })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`, pushed, close: () => server.close() }
}

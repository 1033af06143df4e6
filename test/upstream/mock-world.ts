import { createMock1688 } from '../../src/mock-1688/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createCarrier } from '../../src/upstream/carrier.ts'
import { createUpstream1688 } from '../../src/upstream/create-upstream.ts'
import type { Limits } from '../../src/upstream/resilience.ts'
import { createSandboxControl } from '../../src/upstream/sandbox-control.ts'
import { createTokenShelf } from '../support/token-shelf.ts'
import { usualTokens } from './gateway.ts'

/** The real client against the mock over loopback, with the mock's other side at hand. */
export async function createMockWorld(
  options: { products?: number; limits?: Partial<Limits>; timeouts?: { readMs?: number; effectMs?: number } } = {},
) {
  const mock = await createMock1688({ products: options.products ?? 300 })
  const shelf = createTokenShelf({ ...usualTokens(), expiresAt: null }, systemClock)
  const upstream = createUpstream1688({
    baseUrl: mock.url,
    appKey: '1000000',
    appSecret: 'test123',
    tokens: shelf.store,
    clock: systemClock,
    logger: createLogger({ level: 'silent', service: 'test' }),
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
    limits: { retryDelayMs: 1, pacingStepsMs: [30], quotaStepsMs: [30], breakerMinimumRps: 1_000, ...options.limits },
  })
  const control = async (path: string, body: object, method = 'POST'): Promise<Record<string, unknown>> => {
    const response = await fetch(`${mock.url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  return {
    url: mock.url,
    upstream,
    sandbox: createSandboxControl({ baseUrl: mock.url }),
    carrier: createCarrier({ baseUrl: mock.url }),
    control,
    fault: (fault: object) => control('/faults', fault),
    settings: (patch: object) => control('/settings', patch),
    accessToken: () => shelf.kept()?.accessToken,
    close: async () => {
      await upstream.close()
      await mock.close()
    },
  }
}

export type MockWorld = Awaited<ReturnType<typeof createMockWorld>>

/** A product that sells by SKU without odd rules, and a quantity that may be ordered. */
export async function plainProduct({ control }: MockWorld, quoteType = 1) {
  const { products } = (await control(`/products?quoteType=${quoteType}&limit=100`, {}, 'GET')) as { products: MockProduct[] }
  const product = products.find((one) => one.quirk === null && one.batchNumber === null && one.skus.every((sku) => sku.stock > 100))
  if (!product) throw new Error('the mock has no plain product')
  return product
}

export type MockProduct = {
  offerId: string
  quirk: string | null
  minOrderQuantity: number
  batchNumber: number | null
  skus: { specId: string; priceFen: number; stock: number }[]
  seller: { openId: string }
}

export const warehouse = {
  kind: 'text',
  ...{ fullName: '仓库', mobile: '13800000000', street: '测试路1号', postCode: '322000' },
  ...{ province: '浙江省', city: '金华市', district: '义乌市' },
} as const

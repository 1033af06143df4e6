import t from 'tap'
import { createApiClient } from '../support/stack-client.ts'
import { startCore } from '../support/stack-core.ts'
import { startReplica } from '../support/stack-replica.ts'
import { addKey, addPartner } from '../support/stack-tenants.ts'

t.test('goods a partner may not see are neither quoted nor ordered from lines; the same goods of others are', async (t) => {
  const parts = await startCore(t)
  const { core, control } = parts
  const { url, partner: free } = await startReplica(t, parts)
  const products = await control.products('quoteType=1&limit=200')
  const product = products.find((one) => one.quirk === null && one.skus.some((sku) => sku.stock > 500))
  const line = {
    productId: `prd_${product?.offerId}`,
    skuId: `sku_${product?.skus.find((sku) => sku.stock > 500)?.specId}`,
    quantity: Math.max(20, product?.minOrderQuantity ?? 0),
  }
  const partnerId = await addPartner(core, 'Choosy Store')
  const rules = {
    ...{ blockedCategoryIds: [], blockedBrands: [], markupBps: 0, isMarkupShown: true },
    blockedSupplierIds: [`sup_${product?.seller.openId}`],
  }
  await core.uow.run((tx) => core.commands.setPartnerCatalogue(tx, { partnerId, version: undefined, storefrontTemplate: null, rules }))
  const choosy = createApiClient({ url, apiKey: await addKey(core, { partnerId, livemode: false }) })
  for (const path of ['/v1/quotes', '/v1/orders']) {
    const refused = await choosy.request('POST', path, { body: { currency: 'USD', lines: [line] } })
    t.match(refused, { status: 404, body: { code: 'product.not_found' } }, path)
    t.equal((await free.request('POST', path, { body: { currency: 'USD', lines: [line] } })).status, 201, path)
  }
  const orders = await core.db.selectFrom('agentOrder').select('partnerId').execute()
  t.notOk(orders.some((order) => order.partnerId === partnerId))
})

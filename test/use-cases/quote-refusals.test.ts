import t from 'tap'
import { presentNotices } from '../../src/http/partner-api/quotes/quote-notices.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const { core, tenant } = buyer

/** Every way 1688's preview says no (1688 reference 2.7), and what a partner is told. */
const REFUSALS = [
  ['500_001', 'quote.not_tradable', 'notTradable'],
  ['500_002', 'quote.spec_not_of_product', 'sellersDifferOrSpecMissing'],
  ['500_003', 'quote.spec_not_of_product', 'sellersDifferOrSpecUnknown'],
  ['500_004', 'quote.insufficient_stock', 'stockShort'],
  ['500_005', 'quote.below_minimum_quantity', 'belowMinimum'],
  ['500_006', 'quote.below_mixed_batch', 'mixedBatchNotMet'],
  ['500_007', 'quote.no_dropship_relation', 'noDropshipRelation'],
  ['500_008', 'quote.price_is_zero', 'priceIsZero'],
  ['500_009', 'quote.below_wholesale_minimum', 'belowWholesaleMinimum'],
] as const

const product = buyer.nextProduct()
const prepare = () =>
  core.preparations.prepareQuote({
    tenant,
    currency: 'USD',
    language: 'en',
    lines: [{ productId: `prd_${product.offerId}`, skuId: `sku_${product.skus[0]?.specId}`, quantity: 10, inspectionLevel: 'BASIC' }],
  })

for (const [code, refusal, reason] of REFUSALS)
  t.test(`1688's ${code} is ${refusal}`, async (t) => {
    await buyer.control.settings({ failOffers: { [product.offerId]: code } })
    await t.rejects(prepare(), { code: refusal, facts: { reason, pointers: ['#/lines/0'] } })
    await buyer.control.settings({ failOffers: {} })
  })

t.test('of several lines the refusal points at the one 1688 named', async (t) => {
  const lineOf = ({ offerId, skus }: typeof product) => ({ productId: `prd_${offerId}`, skuId: `sku_${skus[0]?.specId}` })
  const fine = buyer.nextProduct()
  const lines = [fine, product].map((one) => ({ ...lineOf(one), quantity: 10, inspectionLevel: 'BASIC' as const }))
  await buyer.control.settings({ failOffers: { [product.offerId]: '500_004' } })
  const asked = core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines })
  await t.rejects(asked, { code: 'quote.insufficient_stock', facts: { pointers: ['#/lines/1'] } })
  await buyer.control.settings({ failOffers: {} })
})

t.test('the same variant twice is no riddle', async (t) => {
  const line = {
    productId: `prd_${product.offerId}`,
    skuId: `sku_${product.skus[0]?.specId}`,
    quantity: 10,
    inspectionLevel: 'BASIC' as const,
  }
  const asked = core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines: [line, line] })
  await t.rejects(asked, { code: 'quote.line_repeated', facts: { pointer: '#/lines/1' } })
})

t.test('a quote is good until the instant it expires, and not at it', async (t) => {
  const [early, late] = [await prepare(), await prepare()]
  const order = async (prepared: Awaited<ReturnType<typeof prepare>>) =>
    core.uow.run((tx) =>
      core.commands.placeOrder(tx, {
        ...{ tenant, actor: PARTNER, quoteId: prepared.id, externalRef: null, metadata: {}, note: null },
        exceptionPolicy: 'CLAIM_PARTIAL',
      }),
    )
  await core.uow.run((tx) => core.commands.saveQuote(tx, early))
  await core.uow.run((tx) => core.commands.saveQuote(tx, late))
  buyer.clock.set(new Date(early.expiresAt.getTime() - 1))
  const placed = await order(early)
  t.equal(placed.order.totalMinor, early.totalMinor, 'at the locked price')
  t.strictSame(placed.order.rate, early.rate, 'and the locked rate')
  buyer.clock.set(late.expiresAt)
  await t.rejects(order(late), { code: 'quote.expired' })
})

t.test('a line whose freight the seller names only after the order says so, the others do not', async (t) => {
  const [agreed] = (await buyer.control.products('quoteType=1&quirk=freightByAgreement&limit=1')).filter((one) => one.skus.length > 0)
  if (agreed === undefined) throw new Error('the mock has no product with freight by agreement')
  const lines = [agreed, product].map(({ offerId, skus, minOrderQuantity }) => ({
    ...{ productId: `prd_${offerId}`, skuId: `sku_${skus[0]?.specId}`, quantity: Math.max(10, minOrderQuantity) },
    inspectionLevel: 'BASIC' as const,
  }))
  const quote = await core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines })
  t.strictSame(
    quote.lines.map(({ offerId, isFreightByAgreement }) => [offerId, isFreightByAgreement]),
    [
      [agreed.offerId, true],
      [product.offerId, false],
    ],
  )
  t.strictSame(
    quote.lines.map((line) => presentNotices(line).map(({ code }) => code)),
    [['FREIGHT_BY_AGREEMENT'], []],
  )
})

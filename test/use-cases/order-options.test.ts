import t from 'tap'
import type { LineOptions } from '../../src/domain/orders/line-options.ts'
import { MAX_SELLER_MESSAGE } from '../../src/domain/orders/seller-message.ts'
import type { PlaceOrder, QuoteRequest } from '../../src/domain/use-cases.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const { core, tenant } = buyer

const options = (lineNo: number, change: Partial<LineOptions>): LineOptions => ({
  lineNo,
  remark: null,
  exceptionPolicy: null,
  priceTolerance: null,
  confirmedAttributes: null,
  ...change,
})

/** A quote of two variants of one product. */
async function quoted(language = 'en') {
  const product = buyer.nextProduct()
  const lines: QuoteRequest['lines'] = product.skus
    .slice(0, 2)
    .map(({ specId }) => ({ productId: `prd_${product.offerId}`, skuId: `sku_${specId}`, quantity: 10, inspectionLevel: 'BASIC' }))
  const prepared = await core.preparations.prepareQuote({ tenant, currency: 'USD', language, lines })
  const quote = await core.uow.run((tx) => core.commands.saveQuote(tx, prepared))
  const order = (wish: Partial<PlaceOrder>) =>
    core.uow.run((tx) =>
      core.commands.placeOrder(tx, {
        ...{ tenant, actor: PARTNER, quoteId: quote.id, externalRef: null, metadata: {}, note: null },
        exceptionPolicy: 'CLAIM_PARTIAL',
        ...wish,
      }),
    )
  return { product, quote, order }
}

t.test('remarks reach the seller with the variant they are about, and nobody else’s', async (t) => {
  const { order } = await quoted()
  const placed = await order({ lineOptions: [options(1, { remark: '请勿使用带品牌的包装' }), options(2, { remark: '颜色要一致' })] })
  await buyer.pay(placed.order.id)
  await buyer.buy(placed.order.id)
  const [purchase] = await buyer.purchases(placed.order.id)
  const [upstream] = await buyer.upstreamOrders(purchase?.id ?? '')
  const said = placed.lines.map((line, index) => {
    const variant = line.snapshot.attributes.map(({ valueZh }) => valueZh).join('/')
    return `【${variant}】${['请勿使用带品牌的包装', '颜色要一致'][index]}`
  })
  t.equal(upstream?.message, said.join('\n'))
  const silent = await quoted()
  const other = await silent.order({})
  await buyer.pay(other.order.id)
  await buyer.buy(other.order.id)
  const [bought] = await buyer.purchases(other.order.id)
  t.equal((await buyer.upstreamOrders(bought?.id ?? ''))[0]?.message, '')
})

t.test('all remarks to one seller share 500 characters', async (t) => {
  const { order } = await quoted()
  const half = '一'.repeat(MAX_SELLER_MESSAGE / 2)
  await t.rejects(order({ lineOptions: [options(1, { remark: half }), options(2, { remark: half })] }), {
    code: 'order.remark_too_long',
    facts: { most: 500, lineNos: [1, 2] },
  })
  await t.resolves(order({ lineOptions: [options(1, { remark: half })] }))
})

t.test('a confirmed variant must be what it is now, in the language of the quote or in Chinese', async (t) => {
  for (const inChinese of [false, true]) {
    const { quote, order } = await quoted('ja')
    const [line] = quote.lines
    const own = (line?.attributes ?? []).map((one) =>
      inChinese ? { name: one.nameZh, value: one.valueZh } : { name: one.name, value: one.value },
    )
    t.ok(own.length > 0)
    for (const wrong of [own.map(({ name }) => ({ name, value: 'purple' })), own.slice(1), [...own, { name: 'length', value: '2 m' }]])
      await t.rejects(order({ lineOptions: [options(1, { confirmedAttributes: wrong })] }), {
        code: 'order.spec_mismatch',
        facts: { lineNo: 1, pointer: '#/lineOptions/0/confirmedAttributes' },
      })
    const { lines } = await order({ lineOptions: [options(1, { confirmedAttributes: own })] })
    t.strictSame(
      lines.map(({ snapshot }) => snapshot.specConfirmed),
      [true, false],
    )
  }
})

t.test('a line says what silence means for it; the others follow the order', async (t) => {
  const { order } = await quoted()
  const { lines } = await order({ exceptionPolicy: 'RESHIP', lineOptions: [options(2, { exceptionPolicy: 'RETURN' })] })
  t.strictSame(
    lines.map(({ exceptionPolicy }) => exceptionPolicy),
    ['RESHIP', 'RETURN'],
  )
})

t.test('lines nobody quoted, and one line twice, are refused', async (t) => {
  const { order } = await quoted()
  await t.rejects(order({ lineOptions: [options(3, {})] }), { code: 'order.line_unknown', facts: { pointer: '#/lineOptions/0/lineNo' } })
  await t.rejects(order({ lineOptions: [options(1, {}), options(1, {})] }), { code: 'order.line_unknown' })
})

t.test('the tolerance of an order', async (t) => {
  await t.test('may be nothing: then one percent more is asked about', async (t) => {
    const { order, product } = await quoted()
    const { order: placed } = await order({ priceTolerance: { bps: 0, atLeastFen: 0n } })
    await buyer.control.post(`/products/${product.offerId}/price`, { percent: 101 })
    await buyer.pay(placed.id)
    await buyer.buy(placed.id)
    t.match(await buyer.lines(placed.id), [{ state: 'PRICE_CONFIRM_HOLD' }, { state: 'PRICE_CONFIRM_HOLD' }])
  })

  await t.test('may be wide: then the same change is bought, and a narrower line of the same seller is asked about alone', async (t) => {
    for (const [narrow, state] of [
      [null, 'PURCHASED'],
      [{ bps: 0, atLeastFen: 0n }, 'PRICE_CONFIRM_HOLD'],
    ] as const) {
      const { order, product } = await quoted()
      const { order: placed } = await order({
        priceTolerance: { bps: 900, atLeastFen: 0n },
        lineOptions: [options(2, { priceTolerance: narrow })],
      })
      await buyer.control.post(`/products/${product.offerId}/price`, { percent: 105 })
      await buyer.pay(placed.id)
      await buyer.buy(placed.id)
      const other = narrow === null ? 'PURCHASED' : 'PURCHASING'
      t.match(await buyer.lines(placed.id), [{ state: other }, { state }])
    }
  })

  await t.test('is never wider than the operator allows', async (t) => {
    const { order } = await quoted()
    const wide = { bps: 1_001, atLeastFen: 0n }
    await t.rejects(order({ priceTolerance: wide }), { code: 'order.tolerance_out_of_bounds', facts: { pointer: '#/priceTolerance' } })
    await t.rejects(order({ lineOptions: [options(1, { priceTolerance: { bps: 0, atLeastFen: 5_001n } })] }), {
      code: 'order.tolerance_out_of_bounds',
      facts: { pointer: '#/lineOptions/0/priceTolerance', mostFen: 5_000n },
    })
  })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('more than the highest total is not ordered', async (t) => {
  const { quote, order } = await quoted()
  await t.rejects(order({ most: { amount: quote.totalMinor - 1n, currency: 'USD' } }), { code: 'order.price_ceiling_exceeded' })
  await t.rejects(order({ most: { amount: quote.totalMinor, currency: 'EUR' } }), { code: 'order.price_ceiling_exceeded' })
  await t.resolves(order({ most: { amount: quote.totalMinor, currency: 'USD' } }))
})

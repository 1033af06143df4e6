import t from 'tap'
import { type Buyer, startBuyer } from '../support/stack-buyer.ts'
import { API, type MockProduct } from '../support/stack-mock.ts'

t.test('one request of two lines', async (t) => {
  const buyer = await startBuyer(t)
  const statesOf = async (orderId: string) => (await buyer.lines(orderId)).map((line) => line.state)

  const twoOfOneSeller = (): { products: MockProduct[] } => {
    const bySeller = new Map<string, MockProduct>()
    for (;;) {
      const product = buyer.nextProduct()
      const sibling = bySeller.get(product.seller.openId)
      if (sibling !== undefined) return { products: [sibling, product] }
      bySeller.set(product.seller.openId, product)
    }
  }

  /** Freight is paid for each order: what a changed number of orders does to it is another test's matter. */
  const orderWithoutFreight = async (wish: () => object): Promise<Awaited<ReturnType<Buyer['order']>>> => {
    const placed = await buyer.order(wish())
    return placed.lines.every((line) => line.domesticFreightFen === 0n) ? placed : orderWithoutFreight(wish)
  }

  /** 1688 splits only after the quote: the preview knew of one order. */
  const payThenSplit = async (): Promise<string> => {
    await buyer.control.settings({ split: 'none' })
    const { orderId } = await orderWithoutFreight(() => ({ lines: 2, quantity: 40 }))
    await buyer.pay(orderId)
    await buyer.control.settings({ split: 'perLine' })
    return orderId
  }

  t.test('is split by 1688 into two orders: both are paid once, each line by its own', async (t) => {
    const orderId = await payThenSplit()
    await buyer.buy(orderId)
    const purchases = await buyer.purchases(orderId)
    t.strictSame(
      purchases.map((purchase) => purchase.state),
      ['PAID', 'PAID'],
    )
    t.strictSame(await statesOf(orderId), ['PURCHASED', 'PURCHASED'])
    t.equal(new Set((await buyer.lines(orderId)).map((line) => line.upstreamOrderId)).size, 2)
    t.strictSame(await buyer.newProblems({ splits: true }), [])
  })

  t.test('is split, the answer is lost: both are found and paid once', async (t) => {
    const orderId = await payThenSplit()
    await buyer.control.fault({ api: API.create, kind: 'cutAfter' })
    await buyer.buy(orderId)
    t.strictSame(await statesOf(orderId), ['PURCHASED', 'PURCHASED'])
    t.strictSame(await buyer.newProblems({ splits: true }), [])
  })

  t.test('is split, the answer has room for one order only: both are found and paid once', async (t) => {
    const orderId = await payThenSplit()
    await buyer.control.fault({ api: API.create, kind: 'variant', variant: 'flat' })
    await buyer.buy(orderId)
    t.strictSame(await statesOf(orderId), ['PURCHASED', 'PURCHASED'])
    t.strictSame(await buyer.newProblems({ splits: true }), [])
  })

  for (const closed of [0, 1]) {
    t.test(`is split and the seller closes order ${closed + 1} of 2: its line alone fails, the other is bought`, async (t) => {
      const orderId = await payThenSplit()
      const [intended] = await buyer.purchases(orderId)
      await buyer.control.fault({ api: API.detail, kind: 'http', status: 500, skip: 2, times: null })
      await t.rejects(buyer.core.steps.processPurchase(intended?.id ?? ''), 'stopped after create')
      await buyer.control.clearFaults()
      const made = (await buyer.purchases(orderId)).map((purchase) => purchase.upstreamOrderId ?? '')
      await buyer.control.post(`/orders/${made[closed]}/close`)
      await buyer.buy(orderId)
      const states = await statesOf(orderId)
      t.strictSame([...states].sort(), ['PURCHASED', 'PURCHASE_FAILED'])
      t.strictSame(await buyer.newProblems({ splits: true }), [])
    })
  }

  for (const lost of [false, true]) {
    t.test(
      `loses one to failedOfferList${lost ? ', and the answer that says so' : ''}: its hold goes back, the other is bought`,
      async (t) => {
        await buyer.control.settings({ split: 'none' })
        const { orderId, lines } = await orderWithoutFreight(twoOfOneSeller)
        await buyer.pay(orderId)
        await buyer.control.settings({ failOffers: { [lines[1]?.offerId ?? '']: '500_002' } })
        if (lost) await buyer.control.fault({ api: API.create, kind: 'cutAfter' })
        await buyer.buy(orderId)
        t.strictSame(await statesOf(orderId), ['PURCHASED', 'PURCHASE_FAILED'])
        t.strictSame(await buyer.newProblems({ splits: true }), [])
      },
    )
  }

  t.test('is split and cancelled before it is paid: nothing is paid and every hold goes back', async (t) => {
    const before = await buyer.available()
    const orderId = await payThenSplit()
    await buyer.control.fault({ api: API.pay, kind: 'variant', variant: 'refused', times: null })
    await buyer.buy(orderId)
    await buyer.control.clearFaults()
    await buyer.cancel(orderId)
    for (const { id } of await buyer.purchases(orderId)) await buyer.settled(() => buyer.core.steps.cancelPurchase(id))
    await buyer.buy(orderId)
    t.strictSame(
      (await buyer.purchases(orderId)).map((purchase) => purchase.state),
      ['CANCELLED', 'CANCELLED'],
    )
    t.strictSame(await statesOf(orderId), ['CANCELLED', 'CANCELLED'])
    t.equal(await buyer.available(), before)
    t.strictSame(await buyer.newProblems({ splits: true }), [])
  })
})

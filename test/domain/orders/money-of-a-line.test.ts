import fc from 'fast-check'
import t from 'tap'
import type { AgentOrder, OrderLine } from '../../../src/domain/orders/order.ts'
import { defaultOf } from '../../../src/domain/policy/policy-defaults.ts'
import { groupBySeller } from '../../../src/domain/quotes/group-by-seller.ts'
import { type FeeRules, type LineToPrice, priceQuote } from '../../../src/domain/quotes/price-quote.ts'
import type { LockedRate, QuoteLine } from '../../../src/domain/quotes/quote.ts'
import { claimWorth } from '../../../src/domain/refunds/claim-worth.ts'
import { fenPassedOn, payoutParts, serviceGiveBack, totalOf } from '../../../src/domain/refunds/payout-parts.ts'
import type { PayoutParts } from '../../../src/domain/refunds/refund-case.ts'
import { orderedServices } from '../../../src/domain/services/line-service.ts'
import { SERVICE_CODES } from '../../../src/domain/services/service-catalogue.ts'
import { convert, money } from '../../../src/domain/shared/money.ts'
import '../../support/seeded-properties.ts'

const SEED = 20_261_122
const RUNS = { seed: SEED, numRuns: 300 }
t.comment(`fast-check seed ${SEED}`)

const rate = fc.record({
  quote: fc.constantFrom('USD' as const, 'JPY' as const, 'CNY' as const),
  referenceRate: fc.integer({ min: 1, max: 9_999_999 }).map((digits) => (digits / 10_000).toFixed(4)),
  marginBps: fc.integer({ min: 0, max: 700 }),
})
const fees = fc.record({
  bps: fc.integer({ min: 0, max: 1_500 }),
  minimumFen: fc.bigInt({ min: 0n, max: 2_000n }),
  maximumFen: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 5_000n })),
  isOnFreight: fc.boolean(),
})
const wish = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  goodsFen: fc.bigInt({ min: 1n, max: 10_000_000n }),
  domesticFreightFen: fc.bigInt({ min: 0n, max: 50_000n }),
  services: fc.uniqueArray(fc.record({ code: fc.constantFrom(...SERVICE_CODES), quantity: fc.integer({ min: 1, max: 40 }) }), {
    selector: ({ code }) => code,
    maxLength: 4,
  }),
})

function price(wishes: (typeof wish extends fc.Arbitrary<infer Wish> ? Wish : never)[], locked: object, service: object) {
  const rules = {
    serviceFee: { ruleId: 'fee', version: '1', ...service },
    inspectionFee: { ruleId: 'inspection', version: '1', perPieceFen: { STANDARD: 50n }, minimumFen: { STANDARD: 500n } },
    services: { ruleId: 'services', version: '1', prices: defaultOf('services') },
    fxMargin: { ruleId: 'margin', version: '1', bps: 0 },
    freightSplit: { ruleId: 'split', version: '1', by: 'goodsAmount' },
  } as unknown as FeeRules
  const lines = wishes.map((one, index) => ({ ...one, lineNo: index + 1, inspectionLevel: 'STANDARD', sellerGroup: 1 }) as LineToPrice)
  const { quote } = locked as LockedRate
  return { ...priceQuote(lines, quote, locked as LockedRate, rules), locked: locked as LockedRate }
}

t.test('a quote is the sum of its lines, a line of its parts, and its charges say so', async () => {
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 8 }), rate, fees, (wishes, locked, service) => {
      const { lines, charges, totalMinor } = price(wishes, locked, service)
      const ofLines = lines.reduce((total, line) => total + line.totalMinor, 0n)
      const ofParts = lines.every(
        (line) =>
          line.totalMinor ===
          line.goodsMinor +
            line.domesticFreightMinor +
            line.serviceFeeMinor +
            line.inspectionFeeMinor +
            (line.vasMinor ?? 0n) +
            line.fxMarginMinor,
      )
      return ofLines === totalMinor && ofParts && charges.reduce((total, one) => total + one.amountMinor, 0n) === totalMinor
    }),
    RUNS,
  )
})

/** The line as an order keeps it, paid and not bought yet. */
function lineOf(priced: QuoteLine | undefined): OrderLine {
  const kept = { ordered: priced?.quantity, refunded: 0, refundedMinor: 0n, received: 0, services: orderedServices(priced?.services) }
  return { ...priced, ...kept } as unknown as OrderLine
}

/** How a line's units come back: in one go or in any number of claims. */
const portions = fc.infiniteStream(fc.integer({ min: 1, max: 12 }))

/** Claims all units of one line, each portion paid by the seller in full. */
function claimAll(line: OrderLine, locked: LockedRate, sizes: Iterator<number>) {
  const order = { currency: locked.quote, rate: locked } as AgentOrder
  const paidBefore: PayoutParts[] = []
  let requestedMinor = 0n
  let requestedFen = 0n
  let passedFen = 0n
  let now = line
  while (now.refunded < now.ordered) {
    const quantity = Math.min(sizes.next().value, now.ordered - now.refunded)
    const worth = claimWorth({ line: now, type: 'IN_TRANSIT_REFUND_ONLY', quantity, amountMinor: null, currency: locked.quote }, [])
    requestedMinor += worth.requestedMinor
    requestedFen += worth.requestedFen
    const refund = { type: 'IN_TRANSIT_REFUND_ONLY', reasonCode: 'LOST_DOMESTIC', quantity, approvedFen: worth.requestedFen } as const
    const claim = { refund: { ...refund, requestedMinor: worth.requestedMinor }, line: now, order, paidBefore: [...paidBefore] }
    passedFen += fenPassedOn(claim)
    const parts = payoutParts(claim)
    paidBefore.push(parts)
    now = { ...now, refunded: now.refunded + quantity, refundedMinor: now.refundedMinor + totalOf(parts) }
  }
  return { requestedMinor, requestedFen, passedFen, paid: paidBefore, line: now }
}

const sumOf = (paid: PayoutParts[], name: keyof PayoutParts) => paid.reduce((total, parts) => total + parts[name], 0n)

t.test('units claimed one by one, in any portions, are worth the line to the fen and to the cent', async () => {
  fc.assert(
    fc.property(wish, rate, fees, portions, (one, locked, service, sizes) => {
      const [priced] = price([one], locked, service).lines
      const line = lineOf(priced)
      const all = claimAll(line, locked as LockedRate, sizes[Symbol.iterator]())
      return (
        all.requestedFen === line.goodsFen &&
        all.requestedMinor === line.goodsMinor &&
        all.passedFen === line.goodsFen &&
        sumOf(all.paid, 'goodsMinor') === line.goodsMinor &&
        sumOf(all.paid, 'serviceFeeMinor') === line.serviceFeeMinor &&
        all.line.refundedMinor <= line.totalMinor
      )
    }),
    RUNS,
  )
})

t.test(
  'services that were not done and units that come back later never give more than was paid, and with all of it all of the margin',
  async () => {
    fc.assert(
      fc.property(wish, rate, fees, fc.infiniteStream(fc.boolean()), (one, locked, service, choices) => {
        const [priced] = price([one], locked, service).lines
        let line = lineOf(priced)
        for (const settled of line.services) {
          if (choices.next().value !== true) continue
          const { servicesMinor, fxMarginMinor } = serviceGiveBack({ line, paidBefore: [] }, settled.amountMinor)
          const given = { ...settled, state: 'NOT_DONE' as const, refundedMinor: servicesMinor, refundedMarginMinor: fxMarginMinor }
          if (servicesMinor !== settled.amountMinor) return false
          line = { ...line, services: line.services.map((other) => (other.code === given.code ? given : other)) }
        }
        const before = line.services.reduce((total, given) => total + given.refundedMinor + given.refundedMarginMinor, 0n)
        const approvedFen = line.goodsFen + line.domesticFreightFen
        const refund = { reasonCode: 'OUT_OF_STOCK', quantity: one.quantity, requestedMinor: 0n, approvedFen } as const
        const order = { currency: (locked as LockedRate).quote, rate: locked } as AgentOrder
        const parts = payoutParts({ refund: { ...refund, type: 'BEFORE_SHIPMENT' }, line, order, paidBefore: [] })
        const kept = line.serviceFeeMinor
        const margin = line.totalMinor - before - totalOf(parts) - kept
        return margin >= 0n && (kept > 0n || margin === 0n)
      }),
      RUNS,
    )
  },
)

t.test('a line that never left the seller gives back everything it cost, the margin included', async () => {
  fc.assert(
    fc.property(wish, rate, fees, (one, locked, service) => {
      const [priced] = price([one], locked, service).lines
      const line = lineOf(priced)
      const approvedFen = line.goodsFen + line.domesticFreightFen
      const refund = {
        type: 'BEFORE_SHIPMENT',
        reasonCode: 'OUT_OF_STOCK',
        quantity: one.quantity,
        requestedMinor: 0n,
        approvedFen,
      } as const
      const order = { currency: locked.quote, rate: locked } as AgentOrder
      const parts = payoutParts({ refund, line, order, paidBefore: [] })
      return (
        parts.goodsMinor === line.goodsMinor &&
        parts.domesticFreightMinor === line.domesticFreightMinor &&
        totalOf(parts) <= line.totalMinor
      )
    }),
    RUNS,
  )
})

t.test('at the locked rate there and back lands within half a unit of the coarser currency', async () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.integer({ min: 100, max: 9_999_999 }), (fen, digits) => {
      const there = convert(money(fen, 'CNY'), 'USD', (digits / 10_000).toFixed(4))
      // Twice the distance between what there is and what the rate makes of it is at most one cent, times the rate's scale.
      const exact = fen * BigInt(digits)
      const apart = there.amount * 10_000n - exact
      return apart * 2n <= 10_000n && apart * 2n > -10_000n
    }),
    RUNS,
  )
})

t.test('one upstream order holds one seller and at most 50 SKUs, and nothing is lost or doubled', async () => {
  const goods = fc.array(fc.record({ seller: fc.constantFrom('a', 'b', 'c'), id: fc.nat() }), { minLength: 1, maxLength: 260 })
  fc.assert(
    fc.property(goods, (chosen) => {
      const groups = groupBySeller(chosen.map(({ seller, id }) => ({ id, product: { seller: { openId: seller } } })))
      const sellers = groups.map((group) => new Set(group.map((one) => one.product.seller.openId)))
      const fewest = [...Map.groupBy(chosen, (one) => one.seller).values()].reduce((total, own) => total + Math.ceil(own.length / 50), 0)
      const back = groups
        .flat()
        .map((one) => `${one.product.seller.openId}${one.id}`)
        .sort()
      return (
        groups.every((group) => group.length >= 1 && group.length <= 50) &&
        sellers.every((own) => own.size === 1) &&
        groups.length === fewest &&
        back.join() ===
          chosen
            .map((one) => `${one.seller}${one.id}`)
            .sort()
            .join()
      )
    }),
    RUNS,
  )
})

import fc from 'fast-check'
import t from 'tap'
import { ACCOUNTS, lowestBalance } from '../../../src/domain/ledger/accounts.ts'
import { buildGroup, checkBalanced, sumsByCurrency } from '../../../src/domain/ledger/build-group.ts'
import { POSTING_TEMPLATES, type PostingTemplateName, type TemplateLine } from '../../../src/domain/ledger/posting-templates.ts'
import { type Money, money, zero } from '../../../src/domain/shared/money.ts'
import '../../support/seeded-properties.ts'

const seed = 20_261_122
t.comment(`property seed ${seed}`)

const tenant = { partnerId: 'par_1', livemode: false }
const at = new Date('2026-11-22T00:00:00Z')
const source = { id: 'grp_1', tenant, idempotencyKey: 'oln_1:pay', sourceType: 'orderLine', sourceId: 'oln_1', at }
const names = Object.keys(POSTING_TEMPLATES) as PostingTemplateName[]

t.test('5.3 a held payment moves from available to reserved', (t) => {
  const group = buildGroup({ ...source, template: 'holdPayment1', amounts: { held: money(1_500, 'CNY') } })
  t.match(group, { id: 'grp_1', idempotencyKey: 'oln_1:pay', template: 'holdPayment1', tenant, sourceId: 'oln_1', createdAt: at })
  t.same(
    group.postings.map(({ account, amountMinor }) => [account.partnerId, account.kind, account.livemode, amountMinor]),
    [
      ['par_1', 'available', false, -1_500n],
      ['par_1', 'reserved', false, 1_500n],
    ],
  )
  t.end()
})

t.test('5.3 a capture fills escrow and revenues; nothing is written for nothing', (t) => {
  const amounts = {
    goods: money(1_000, 'CNY'),
    domesticFreight: money(100, 'CNY'),
    serviceFee: money(50, 'CNY'),
    fxMargin: zero('CNY'),
    services: zero('CNY'),
  }
  const group = buildGroup({ ...source, template: 'capturePurchase', amounts })
  const by = Map.groupBy(group.postings, ({ account }) => account.kind)
  const total = (kind: string) => (by.get(kind as 'reserved') ?? []).reduce((left, posting) => left + posting.amountMinor, 0n)
  t.same([total('reserved'), total('goodsEscrow'), total('serviceRevenue')], [-1_150n, 1_100n, 50n])
  t.notOk(by.has('fxRevenue'))
  t.ok(group.postings.every(({ account }) => (account.partnerId === null) === (ACCOUNTS[account.kind].owner === 'house')))
  t.end()
})

t.test('an exchange balances in each of its currencies', (t) => {
  const group = buildGroup({ ...source, template: 'exchangeEscrow', amounts: { sold: money(2_000, 'JPY'), bought: money(9_750, 'CNY') } })
  t.same(Object.fromEntries(sumsByCurrency(group.postings)), { JPY: 0n, CNY: 0n })
  t.equal(group.postings.length, 4)
  t.end()
})

t.test('amounts that are absent or negative are refused', (t) => {
  const absent = {} as { held: Money }
  t.throws(() => buildGroup({ ...source, template: 'holdPayment1', amounts: absent }), { code: 'ledger.amount_missing' })
  t.throws(() => buildGroup({ ...source, template: 'holdPayment1', amounts: { held: money(-1, 'CNY') } }), {
    code: 'ledger.amount_invalid',
  })
  t.same(buildGroup({ ...source, template: 'holdPayment1', amounts: { held: zero('CNY') } }).postings, [])
  const lopsided = [
    { account: { partnerId: null, kind: 'penalty', currency: 'CNY', livemode: true }, amountMinor: 1n, component: 'x' },
  ] as const
  t.throws(() => checkBalanced(lopsided, 'x'), { code: 'ledger.unbalanced', facts: { off: [{ currency: 'CNY', amount: 1n }] } })
  t.end()
})

t.test('every template balances for any amounts', (t) => {
  for (const template of names) {
    const lines: readonly TemplateLine[] = POSTING_TEMPLATES[template].lines
    const used = [...new Set(lines.map((line) => line.amount))]
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), { minLength: used.length, maxLength: used.length }), (values) => {
        const amounts = Object.fromEntries(used.map((name, index) => [name, money(values[index] ?? 0n, index % 2 ? 'CNY' : 'USD')]))
        const group = buildGroup({ ...source, template, amounts: amounts as Parameters<typeof buildGroup>[0]['amounts'] })
        return [...sumsByCurrency(group.postings).values()].every((total) => total === 0n)
      }),
      { seed, numRuns: 30 },
    )
  }
  t.equal(names.length > 20, true)
  t.end()
})

t.test('5.3 only the house may owe, and a partner to the credit limit', (t) => {
  t.equal(lowestBalance('available'), 0n)
  t.equal(lowestBalance('reserved'), 0n)
  t.equal(lowestBalance('creditLine', 5_000n), -5_000n)
  t.equal(lowestBalance('sellerClearing1688'), null)
  t.end()
})

/** Templates after which `settleIncoming` is called. */
const SETTLED = [
  'topUpCleared',
  'acceptReceipt',
  'adjustUp',
  'releasePriceDifference',
  'releaseHold',
  'releaseShipmentHold',
  'payOutRefund',
  'refundServices',
]
/** Lent for a hold, never released in use (a hand-over takes all), or not in use yet. */
const OTHERWISE = ['drawCredit', 'topUp', 'captureShipment', 'advanceRefund', 'compensate', 'carrierClaimPaid', 'freightTrueUp']

t.test('5.3 whatever gives to the balance is followed by settling what is owed: a new way in is looked at first', (t) => {
  const giving = Object.entries(POSTING_TEMPLATES).filter(([, { lines }]) =>
    lines.some((line: TemplateLine) => line.account === 'available' && line.sign === '+'),
  )
  t.strictSame(giving.map(([name]) => name).sort(), [...SETTLED, ...OTHERWISE].sort())
  t.end()
})

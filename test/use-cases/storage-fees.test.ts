import fc from 'fast-check'
import t from 'tap'
import { RULE_ROWS } from '../../src/domain/policy/rule-at.ts'
import { ruleRow } from '../../src/domain/policy/rule-row.ts'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { money } from '../../src/domain/shared/money.ts'
import { feeOfDay, feeStretches } from '../../src/domain/stock/fee-days.ts'
import type { StockLot } from '../../src/domain/stock/stock-lot.ts'
import { aLot } from '../store/warehouse-rows.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'
import '../support/seeded-properties.ts'

const PRICE = { perItemDay: money(10, 'CNY'), perTenLitresDay: money(100, 'CNY') }
const FREE_DAYS = 60

t.test('section 8: by the piece or by volume, whichever is more, rounded half up once a day', async (t) => {
  t.equal(feeOfDay(PRICE, 10, null), 100n, 'nobody knows the volume: by the piece')
  t.equal(feeOfDay(PRICE, 10, 500), 100n, '5 litres are 0.50 CNY')
  t.equal(feeOfDay(PRICE, 10, 2_000), 200n, '20 litres are 2 CNY')
  t.equal(feeOfDay(PRICE, 1, 1_050), 11n, '10.5 fen')
  t.equal(feeOfDay(PRICE, 0, 2_000), 0n)
})

t.test('the days and their sum are the same however time is cut into runs, also across a change of the price', async (t) => {
  const lot = aLot({ partnerId: 'par_1', livemode: false }, { orderId: 'ord_1', lineId: 'oln_1', inspectionId: 'ins_1' })
  const changed = new Date(lot.freeUntil.getTime() + 40.5 * DAY_MS)
  const dearer = ruleRow(
    'storageFee',
    { ...PRICE, perItemDay: money(17, 'CNY') },
    { from: '2027-03-03', source: 't', confidence: 'P', says: 't' },
  )
  const rows = [...RULE_ROWS, { ...dearer, effectiveFrom: changed, layer: 'operator' as const, rowId: 'rul_1' }]
  const run = (from: StockLot, until: Date) => {
    const stretches = feeStretches(from, { units: from.quantity, until, rows })
    const days = stretches.reduce((total, one) => total + one.days, 0)
    const fen = stretches.reduce((total, one) => total + one.feeFen, 0n)
    return { ...from, feeDays: from.feeDays + days, feeFen: from.feeFen + fen }
  }
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 150 * 24 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 500 }),
      fc.option(fc.integer({ min: 1, max: 90_000 })),
      (hours, quantity, unitVolumeMl) => {
        const fresh = { ...lot, quantity, unitVolumeMl }
        const end = new Date(lot.freeUntil.getTime() + 150 * DAY_MS)
        const moments = [...hours].sort((a, b) => a - b).map((hour) => new Date(lot.freeUntil.getTime() + hour * 3_600_000))
        const pieces = [...moments, end, end].reduce(run, fresh)
        const whole = run(fresh, end)
        return pieces.feeDays === 150 && whole.feeDays === 150 && pieces.feeFen === whole.feeFen
      },
    ),
  )
  t.strictSame(
    feeStretches({ ...lot, unitVolumeMl: null }, { units: 10, until: new Date(lot.freeUntil.getTime() + 43 * DAY_MS), rows }),
    [
      { firstDay: 1, days: 41, units: 10, feeFen: 4_100n, ruleId: 'storageFee', ruleVersion: 'default' },
      { firstDay: 42, days: 2, units: 10, feeFen: 340n, ruleId: 'storageFee', ruleVersion: 'rul_1' },
    ],
    'each day by the row in force when it began',
  )
})

t.test('goods beyond their free days', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const ship = shipping(buyer)
  const { core, tenant } = buyer
  const stored = async () => {
    const { lineId } = await bench.inspected({ passed: 10, failed: 0 })
    const lot = async () => {
      const [found] = await bench.lotsOf(lineId)
      if (found === undefined) throw new Error('no lot')
      return found
    }
    // A volume of which the price by piece is more.
    await core.db
      .updateTable('stockLot')
      .set({ unitVolumeMl: 100 })
      .where('id', '=', (await lot()).id)
      .execute()
    return { lineId, lot }
  }
  const [monthly, poor, shipped, waiting] = [await stored(), await stored(), await stored(), await stored()]
  const onlyOne = async (one: typeof monthly) => {
    const { id } = await one.lot()
    await core.db.updateTable('stockLot').set({ storageDueAt: null }).where('id', '<>', id).execute()
    await core.db.updateTable('stockLot').set({ storageDueAt: core.clock.now() }).where('id', '=', id).execute()
  }
  const look = () => core.steps.applyDeadlines()
  const usd = (fen: bigint) => (fen * 1404n + 5_000n) / 10_000n

  t.test('cost nothing before, then so much a whole day, each once whoever looks how often', async (t) => {
    await buyer.advance((FREE_DAYS + 0.9) * DAY_MS)
    await onlyOne(monthly)
    await look()
    t.match(await monthly.lot(), { feeDays: 0, feeFen: 0n })
    await buyer.advance(0.1 * DAY_MS)
    await onlyOne(monthly)
    await Promise.all([look(), look(), look()])
    t.match(await monthly.lot(), { feeDays: 1, feeFen: 100n, paidFen: 0n })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('thirty days together leave the balance, with the rule row they were priced by', async (t) => {
    const before = await buyer.available()
    await buyer.advance(29 * DAY_MS)
    await onlyOne(monthly)
    await Promise.all([look(), look()])
    const { id } = await monthly.lot()
    t.match(await monthly.lot(), { feeDays: 30, feeFen: 3_000n, paidFen: 3_000n })
    t.equal(before - (await buyer.available()), usd(3_000n))
    const entries = await core.reads.ledgerEntries(tenant, { sourceId: id }, { limit: 10, after: null })
    t.match(entries.rows, [{ template: 'chargeServices', sourceType: 'stockLot', amountMinor: -usd(3_000n) }])
    const told = await core.db.selectFrom('partnerEvent').select('payload').where('type', '=', 'wallet.charged').execute()
    t.match(told, [{ payload: { code: 'STORAGE_FEE', lotId: id, fees: [{ firstDay: 1, days: 30, units: 10, ruleId: 'storageFee' }] } }])
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a balance that is too small is not overdrawn; later money pays', async (t) => {
    const held = await buyer.available()
    await buyer.spend(held - 1n)
    await onlyOne(poor)
    await look()
    t.match(await poor.lot(), { feeDays: 30, paidFen: 0n })
    t.equal(await buyer.available(), 1n)
    await buyer.spend(1n - held)
    await buyer.advance(DAY_MS)
    await onlyOne(poor)
    await look()
    t.match(await poor.lot(), { feeDays: 31, feeFen: 3_100n, paidFen: 3_100n })
    t.equal(held - (await buyer.available()), usd(3_100n))
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('payment 2 settles them first; what is paid for waits for us and costs nothing', async (t) => {
    const { id: lotId } = await shipped.lot()
    const id = await ship.create([{ lotId, quantity: 10 }])
    await ship.plan(id)
    await ship.pack(id)
    const before = await buyer.available()
    const freight = (await ship.find(id))?.freightMinor ?? 0n
    await buyer.spend(before - freight)
    await t.rejects(ship.pay(id), { code: 'wallet.insufficient' }, 'the freight alone is not enough')
    await buyer.spend(freight - before)
    await ship.pay(id)
    t.equal(before - (await buyer.available()), freight + usd(3_100n))
    t.match(await shipped.lot(), { feeDays: 31, feeFen: 3_100n, paidFen: 3_100n })
    await buyer.advance(5 * DAY_MS)
    await onlyOne(shipped)
    await look()
    t.match(await shipped.lot(), { feeDays: 36, feeFen: 3_100n })
    await ship.track(id)
    await ship.handOver(id)
    t.match(await shipped.lot(), { quantity: 0 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a paid shipment that is cancelled: the days it waited stay free, those after count', async (t) => {
    const { id: lotId } = await waiting.lot()
    const id = await ship.create([{ lotId, quantity: 4 }])
    await ship.plan(id)
    await ship.pack(id)
    await ship.pay(id)
    const { feeFen } = await waiting.lot()
    await buyer.advance(2 * DAY_MS)
    await ship.cancel(id)
    t.equal((await waiting.lot()).feeFen, feeFen + 2n * 60n)
    await buyer.advance(DAY_MS)
    await onlyOne(waiting)
    await look()
    t.equal((await waiting.lot()).feeFen, feeFen + 2n * 60n + 100n)
    t.strictSame(await buyer.newProblems(), [])
  })
})

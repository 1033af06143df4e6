import { sql } from 'kysely'
import t from 'tap'
import { composeCore } from '../../src/compose.ts'
import type { SetRule } from '../../src/domain/policy/set-rule.ts'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { createIds } from '../../src/platform/ids.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { QUICK_TIMING } from '../support/stack-core.ts'
import { waitFor } from '../support/stack-wait.ts'

const ADMIN: Actor = { kind: 'operatorAdmin', id: 'stf_admin' }
const HOUR = 3_600_000
const buyer = await startBuyer(t)
const { core, tenant, clock } = buyer

function set(change: Partial<SetRule> & Pick<SetRule, 'key' | 'value'>) {
  const entry = { actor: ADMIN, partnerId: null, livemode: null, effectiveFrom: null, effectiveTo: null, reason: 'agreed', source: null }
  return core.uow.run((tx) => core.commands.setRule(tx, { ...entry, ...change }))
}

async function quote() {
  const product = buyer.nextProduct()
  const line = {
    productId: `prd_${product.offerId}`,
    skuId: `sku_${product.skus[0]?.specId}`,
    quantity: 20,
    inspectionLevel: 'STANDARD' as const,
  }
  return core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines: [line] })
}

const chargeOf = (prepared: Awaited<ReturnType<typeof quote>>, code: string) => prepared.charges.find((charge) => charge.code === code)

t.test('a fee set for tomorrow leaves today alone and is cited by the charge it makes', async (t) => {
  const before = await quote()
  t.match(chargeOf(before, 'SERVICE_FEE'), { ruleVersion: 'default', inputs: { bps: '500' } })
  const effectiveFrom = new Date(clock.now().getTime() + 24 * HOUR)
  const entry = await set({ key: 'serviceFee', value: { bps: '800', minimum: '500', maximum: '0', onFreight: 'false' }, effectiveFrom })
  await core.rules.refresh()
  t.match(chargeOf(await quote(), 'SERVICE_FEE'), { ruleVersion: 'default' })
  await buyer.advance(24 * HOUR)
  t.match(chargeOf(await quote(), 'SERVICE_FEE'), { ruleId: 'serviceFee', ruleVersion: entry.id, inputs: { bps: '800' } })

  const override = await set({
    key: 'serviceFee',
    value: { bps: '300', minimum: '0', maximum: '0', onFreight: 'false' },
    partnerId: tenant.partnerId,
  })
  await core.rules.refresh()
  t.equal(chargeOf(await quote(), 'SERVICE_FEE')?.ruleVersion, entry.id, 'a row needs its lead')
  await buyer.advance(6_000)
  t.match(chargeOf(await quote(), 'SERVICE_FEE'), { ruleVersion: override.id, inputs: { bps: '300' } })
})

t.test('a fee on the freight too, and no more than the maximum; the charge says what it was made of', async (t) => {
  const capped = await set({
    key: 'serviceFee',
    value: { bps: '5000', minimum: '0', maximum: '1234', onFreight: 'true' },
    partnerId: tenant.partnerId,
  })
  await core.rules.refresh()
  await buyer.advance(6_000)
  const prepared = await quote()
  const [line] = prepared.lines
  const base = (line?.goodsFen ?? 0n) + (line?.domesticFreightFen ?? 0n)
  t.match(chargeOf(prepared, 'SERVICE_FEE'), {
    ruleVersion: capped.id,
    inputs: { bps: '5000', of: 'goodsAndFreight', orderBaseFen: String(base), orderFeeFen: '1234', fen: '1234', maximumFen: '1234' },
  })
})

t.test('waits a partner may count on come from the book too', async (t) => {
  await set({ key: 'quoteValidity', value: { ms: String(2 * HOUR) } })
  await set({ key: 'paymentWindow', value: { ms: String(48 * HOUR) } })
  await core.rules.refresh()
  await buyer.advance(6_000)
  const prepared = await quote()
  t.equal(prepared.expiresAt.getTime() - prepared.createdAt.getTime(), 2 * HOUR)
  const { order } = await buyer.order()
  t.equal(order.payBefore.getTime() - order.createdAt.getTime(), 48 * HOUR)
})

t.test('the seller’s freight is shared as the rule says, and the charge says how', async (t) => {
  await set({ key: 'freightSplit', value: { by: 'quantity' } })
  await core.rules.refresh()
  await buyer.advance(6_000)
  const product = buyer.nextProduct()
  const lines = product.skus.slice(0, 2).map(({ specId }, index) => ({
    productId: `prd_${product.offerId}`,
    skuId: `sku_${specId}`,
    quantity: index === 0 ? 30 : 10,
    inspectionLevel: 'BASIC' as const,
  }))
  const prepared = await core.preparations.prepareQuote({ tenant, currency: 'CNY', language: 'zh', lines })
  const [first, second] = prepared.lines
  const freight = (first?.domesticFreightFen ?? 0n) + (second?.domesticFreightFen ?? 0n)
  t.equal(first?.domesticFreightFen, (freight * 3n + 2n) / 4n, 'three quarters of the pieces, three quarters of the freight')
  if (freight > 0n) t.match(chargeOf(prepared, 'DOMESTIC_FREIGHT'), { inputs: { splitBy: 'quantity', splitRule: /^freightSplit@rul_/ } })
})

t.test('refuses to reach back, an unknown rule, one nothing reads, a value out of bounds', async (t) => {
  const yesterday = new Date(clock.now().getTime() - 24 * HOUR)
  await t.rejects(set({ key: 'fxMargin', value: { bps: '10' }, effectiveFrom: yesterday }), { code: 'rule.reaches_back' })
  await t.rejects(set({ key: 'R03', value: { bps: '10' } }), { code: 'rule.unknown' })
  await t.rejects(set({ key: 'webhookRetry', value: { afterMs: '60000' } }), { code: 'rule.unknown' })
  await t.rejects(set({ key: 'fxMargin', value: { bps: '6000' } }), { code: 'rule.value_invalid' })
  const from = new Date(clock.now().getTime() + HOUR)
  await t.rejects(set({ key: 'fxMargin', value: { bps: '10' }, effectiveFrom: from, effectiveTo: from }), { code: 'rule.value_invalid' })
  await t.rejects(set({ key: 'fxMargin', value: { bps: '10' }, partnerId: 'par_nobody' }), { code: 'resource.not_found' })
})

t.test('a row can be taken back until it comes into force, once', async (t) => {
  const effectiveFrom = new Date(clock.now().getTime() + HOUR)
  const entry = await set({ key: 'fxMargin', value: { bps: '10' }, effectiveFrom })
  const cancel = (ruleId: string) => core.uow.run((tx) => core.commands.cancelRule(tx, { actor: ADMIN, ruleId, reason: 'a slip' }))
  await cancel(entry.id)
  await t.rejects(cancel(entry.id), { code: 'rule.in_force_already' })
  const other = await set({ key: 'fxMargin', value: { bps: '20' } })
  await buyer.advance(6_000)
  await t.rejects(cancel(other.id), { code: 'rule.in_force_already' })
  await core.rules.refresh()
  await buyer.advance(HOUR)
  t.match(chargeOf(await quote(), 'FX_MARGIN'), { ruleVersion: other.id, inputs: { bps: '20' } })
})

t.test('a row that comes into force while 1688 is asked makes no charge, and is cited by none', async (t) => {
  const before = chargeOf(await quote(), 'FX_MARGIN')
  const effectiveFrom = new Date(clock.now().getTime() + HOUR)
  await set({ key: 'fxMargin', value: { bps: '900' }, effectiveFrom })
  await core.rules.refresh()
  await buyer.control.fault({ api: 'alibaba.createOrder.preview', kind: 'hold' })
  const asked = quote()
  clock.advance(2 * HOUR)
  await waitFor('1688 to be asked', async () => (await buyer.control.release()).released > 0 || undefined)
  const prepared = await asked
  t.match(chargeOf(prepared, 'FX_MARGIN'), { ruleVersion: before?.ruleVersion, inputs: { bps: before?.inputs.bps } })
  t.equal(prepared.rate.marginBps, Number(before?.inputs.bps))
  t.match(chargeOf(await quote(), 'FX_MARGIN'), { inputs: { bps: '900' } })
})

t.test('another process learns of a row by itself, and no row is ever changed', async (t) => {
  const { config, databaseUrl, logger } = buyer
  const twin = await composeCore({ config, databaseUrl, logger, clock, ids: createIds(), timing: QUICK_TIMING })
  t.teardown(() => twin.close())
  const entry = await set({ key: 'priceAnswer', value: { ms: String(4 * HOUR) } })
  const seen = await waitFor('the row in the twin', () => twin.rules.rowsFor(tenant).find((row) => row.rowId === entry.id))
  t.match(seen, { id: 'priceAnswer', layer: 'operator' })
  const statements = [
    `update rule_row set reason = 'other' where id = '${entry.id}'`,
    `delete from rule_row where id = '${entry.id}'`,
    'truncate rule_row cascade',
  ]
  for (const text of statements) await t.rejects(sql.raw(text).execute(core.db), /append-only/, text)
})

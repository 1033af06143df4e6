import t from 'tap'
import type { OrderLine } from '../../../src/domain/orders/order.ts'
import { risksOf } from '../../../src/domain/orders/risk-checks.ts'
import { money } from '../../../src/domain/shared/money.ts'

const NOTHING = { orderAbove: money(0n, 'CNY'), brand: false, neverCarried: false }
const line = (titleZh: string, productAttributes: { nameZh: string; valueZh: string }[] = []) =>
  ({ snapshot: { titleZh, listing: { productAttributes } } }) as unknown as OrderLine

t.test('what speaks against buying a line at once (O5)', (t) => {
  const large = { ...NOTHING, orderAbove: money(100_00n, 'CNY') }
  t.strictSame(risksOf(line('帆布包'), { orderFen: 100_00n, rule: large }), [], 'as much as the limit is not above it')
  t.strictSame(risksOf(line('帆布包'), { orderFen: 100_01n, rule: large }), ['orderAbove'])
  t.strictSame(risksOf(line('帆布包'), { orderFen: 10n ** 12n, rule: NOTHING }), [], 'a limit of nothing is none')
  const branded = line('帆布包', [{ nameZh: '品牌', valueZh: '回力' }])
  t.strictSame(risksOf(branded, { orderFen: 1n, rule: { ...NOTHING, brand: true } }), ['brand'])
  t.strictSame(risksOf(branded, { orderFen: 1n, rule: NOTHING }), [])
  const tobacco = { ...NOTHING, neverCarried: true }
  t.strictSame(risksOf(line('一次性电子烟'), { orderFen: 1n, rule: tobacco }), ['neverCarried'])
  t.strictSame(risksOf(line('电子烟收纳盒'), { orderFen: 1n, rule: tobacco }), [], 'what holds a thing is not the thing')
  t.strictSame(risksOf(line('移动电源'), { orderFen: 1n, rule: tobacco }), [], 'some lines carry it')
  t.end()
})

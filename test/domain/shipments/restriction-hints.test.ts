import t from 'tap'
import { restrictionHints } from '../../../src/domain/shipments/restriction-hints.ts'
import { generateProduct } from '../../../src/mock-1688/catalogue/generate-product.ts'

const listing = (title: string, attributes: Record<string, string> = {}) => ({
  title: { zh: title },
  attributes: Object.entries(attributes).map(([name, value]) => ({
    ...{ attributeId: '1', name: { zh: name, translated: null }, value: { zh: value, translated: null } },
  })),
})
const told = (...of: Parameters<typeof listing>) => restrictionHints(listing(...of)).map(({ code, basis }) => `${code}:${basis}`)

t.test('what a listing says, and by what', (t) => {
  const cases: [string[], ...Parameters<typeof listing>][] = [
    [[], '夏季纯棉T恤', { 品牌: '无品牌', 是否带电池: '否', 净含量: '500g' }],
    [['batteryInEquipment:attribute'], '小夜灯', { 是否带电池: '是', 电池类型: '内置锂电池' }],
    [[], '小夜灯', { 电池类型: '无电池' }],
    [['powerBank:title'], '移动电源 10000毫安', { 是否带电池: '是' }],
    [[], '充电宝收纳包', {}],
    [['buttonCell:attribute'], '遥控器', { 电池类型: '纽扣电池' }],
    [['liquid:attribute'], '洗衣液', { 净含量: '500ml' }],
    [['liquid:title'], '薰衣草精油'],
    [['powder:attribute'], '面膜', { 形态: '粉末' }],
    [['magnetic:attribute', 'fragile:attribute'], '杯子', { 是否带磁: '是', 是否易碎: '是' }],
    [['food:attribute'], '饼干', { 配料: '小麦粉' }],
    [['brandSensitive:attribute'], '玩偶', { 品牌: '小雾岛' }],
    [['blade:title'], '不锈钢菜刀'],
    [[], '菜刀架'],
  ]
  for (const [wanted, ...of] of cases) t.strictSame(told(...of), wanted, JSON.stringify(of))
  t.end()
})

const CODES = {
  builtInBattery: 'batteryInEquipment',
  ...{ powerBank: 'powerBank', liquid: 'liquid', magnetic: 'magnetic', fragile: 'fragile' },
} as const

t.test('every hazard and brand the sandbox lists is hinted at, and nothing else', (t) => {
  const seen = new Set<string>()
  for (let index = 0; index < 3_000; index += 1) {
    const { hazards, brand, title, attributes } = generateProduct(index)
    const translated = (zh: string) => ({ zh, translated: null })
    const hints = restrictionHints({
      title,
      attributes: attributes.map(({ id, name, value }) => ({ attributeId: id, name: translated(name.zh), value: translated(value.zh) })),
    }).map(({ code }) => code)
    const wanted = [...hazards.map((hazard) => CODES[hazard]), ...(brand ? ['brandSensitive'] : [])]
    for (const code of wanted) seen.add(code)
    if (hints.toSorted().join() !== wanted.toSorted().join()) t.strictSame(hints.toSorted(), wanted.toSorted(), title.zh)
  }
  t.equal(seen.size, Object.keys(CODES).length + 1, 'each kind was met')
  t.end()
})

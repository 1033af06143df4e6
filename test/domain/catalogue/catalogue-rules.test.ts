import t from 'tap'
import {
  blocksProduct,
  type CatalogueRules,
  mentionsBrand,
  viewUnder,
  WHOLE_CATALOGUE,
  withMarkup,
  withoutMarkup,
} from '../../../src/domain/catalogue/catalogue-rules.ts'
import { lamp } from '../../http/partner-api/lamp.ts'

const open: CatalogueRules = { blockedCategoryIds: [], blockedBrands: [], blockedSupplierIds: [], markupBps: 0, isMarkupShown: true }

t.test('a product is blocked by its category or one above it, its seller, or its brand wherever it is named', async (t) => {
  const branded = {
    ...lamp,
    attributes: [{ attributeId: '1', name: { zh: '品牌', translated: 'Brand' }, value: { zh: '耐克', translated: 'Nike' } }],
  }
  const cases: [string, Partial<CatalogueRules>, typeof lamp, boolean][] = [
    ['nothing', {}, lamp, false],
    ['its category', { blockedCategoryIds: ['1034'] }, lamp, true],
    ['one above', { blockedCategoryIds: ['10'] }, lamp, true],
    ['another', { blockedCategoryIds: ['103'] }, lamp, false],
    ['its seller', { blockedSupplierIds: ['sup_BBBopen'] }, lamp, true],
    ['another seller', { blockedSupplierIds: ['sup_BBBope'] }, lamp, false],
    ['the brand in Chinese', { blockedBrands: ['耐克'] }, branded, true],
    ['the brand translated', { blockedBrands: ['NIKE '] }, branded, true],
    ['a brand nobody named', { blockedBrands: ['LEGO'] }, branded, false],
  ]
  for (const [what, rules, product, expected] of cases) t.equal(blocksProduct({ ...open, ...rules }, product), expected, what)
  t.equal(blocksProduct(null, branded), false)
})

t.test('a Latin brand is a word of its own, a Chinese one need not be', async (t) => {
  const named = (brand: string, title: string) => mentionsBrand({ ...open, blockedBrands: [brand] }, [title])
  for (const title of ['LEGO bricks', '乐高LEGO积木', 'for lego!', 'ＬＥＧＯ 积木', 'Légo']) t.ok(named('Lego', title), title)
  for (const title of ['Legolas figure', 'bricks', 'alego', '']) t.notOk(named('Lego', title), title)
  t.ok(named('乐高', '兼容乐高积木'))
  t.ok(named('H&M', 'shirt h&m style'))
  t.notOk(named(' ', 'anything'), 'an empty brand blocks nothing')
})

t.test('partners with the same rules share a variant; rules that change nothing make none', async (t) => {
  t.equal(viewUnder(null), WHOLE_CATALOGUE)
  t.equal(viewUnder(open), WHOLE_CATALOGUE)
  const one = viewUnder({ ...open, blockedBrands: ['A', 'B'], markupBps: 100 })
  t.equal(viewUnder({ ...open, blockedBrands: ['B', 'A'], markupBps: 100 }).variant, one.variant)
  t.not(viewUnder({ ...open, blockedBrands: ['B', 'A'], markupBps: 100, isMarkupShown: false }).variant, one.variant)
})

t.test('a markup rounds half up, and a filter by a marked-up price finds what shows it', async (t) => {
  t.equal(withMarkup(1_000n, 1_500), 1_150n)
  t.equal(withMarkup(3n, 5_000), 5n, '4.5')
  t.equal(withMarkup(7n, 0), 7n)
  t.equal(withoutMarkup(1_150n, 1_500), 1_000n)
})

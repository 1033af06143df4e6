import t from 'tap'
import { readHeadings, writeHeadings } from '../../../src/domain/policy/heading-rates.ts'
import { defaultOf, POLICY_KEYS } from '../../../src/domain/policy/policy-defaults.ts'
import { RULE_FORMS } from '../../../src/domain/policy/rule-forms.ts'
import { readTexts, writeTexts } from '../../../src/domain/policy/rule-texts.ts'

t.test('headings are read as they are written', async (t) => {
  t.strictSame(readHeadings('6109:1200,8471:0'), [
    { heading: '6109', bps: 1_200 },
    { heading: '8471', bps: 0 },
  ])
  t.equal(writeHeadings(readHeadings('6109:1200, 8471:0') ?? []), '6109:1200,8471:0')
  t.strictSame([readHeadings('none'), writeHeadings([])], [[], 'none'])
})

for (const text of ['', '6109', '6109:', '6109:12%', '6109:1200,6109:0', '6109:100001', 'x109:1', '61091012345:1'])
  t.test(`"${text}" is no list of headings`, async (t) => t.equal(readHeadings(text), undefined))

t.test('every tariff and every country we ship can be entered again as it is', async (t) => {
  const keys = POLICY_KEYS.filter((key) => ['tariffs', 'duties'].includes(RULE_FORMS[key].area))
  t.equal(keys.length, 19)
  for (const key of keys) t.strictSame(readTexts(key, writeTexts(key, defaultOf(key))), defaultOf(key), key)
})

t.test('a mistyped tariff is refused', async (t) => {
  const texts = writeTexts('tariffJpEms', defaultOf('tariffJpEms'))
  for (const [field, text] of [
    ['divisor', '60'],
    ['nextUnitG', '0'],
    ['firstPrice', '-1'],
    ['stepG', ''],
  ] as const)
    t.throws(() => readTexts('tariffJpEms', { ...texts, [field]: text }), { code: 'rule.value_invalid', facts: { field } }, field)
  const duties = writeTexts('dutyEU', defaultOf('dutyEU'))
  t.throws(() => readTexts('dutyEU', { ...duties, 'vat.DE': '10001' }), { code: 'rule.value_invalid', facts: { field: 'vat.DE' } })
  t.throws(() => readTexts('dutyEU', { ...duties, headings: '6109' }), { code: 'rule.value_invalid', facts: { field: 'headings' } })
})

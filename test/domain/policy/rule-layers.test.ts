import t from 'tap'
import { layRules } from '../../../src/domain/policy/lay-rules.ts'
import { defaultOf, POLICY_KEYS } from '../../../src/domain/policy/policy-defaults.ts'
import { citationOf, ruleAt, valueAt } from '../../../src/domain/policy/rule-at.ts'
import { fieldsOf, readStoredTexts, readTexts, writeTexts } from '../../../src/domain/policy/rule-texts.ts'
import type { StoredRule } from '../../../src/domain/policy/stored-rule.ts'
import { Refusal } from '../../../src/domain/shared/refusal.ts'

const day = (date: string) => new Date(`2026-12-${date}T00:00:00Z`)
const PARTNER = { partnerId: 'par_1', livemode: true }

let entries = 0
function margin(bps: number | null, from: string, more: Partial<StoredRule> = {}): StoredRule {
  entries += 1
  return {
    id: `rul_${entries}`,
    key: 'fxMargin',
    partnerId: null,
    livemode: null,
    effectiveFrom: day(from),
    effectiveTo: null,
    value: bps === null ? null : { bps: String(bps) },
    cancels: null,
    reason: 'test',
    source: null,
    setBy: 'stf_1',
    setAt: day('01'),
    ...more,
  }
}

/** The margin on a day with these entries made one after another. */
function marginOn(date: string, book: StoredRule[], tenant = PARTNER): number {
  return valueAt('fxMargin', day(date), layRules([...book].reverse(), tenant)).bps
}

t.test('an entry of the operator lies over ours from its day on, and is what charges cite', (t) => {
  const entry = margin(90, '05')
  t.equal(marginOn('04', [entry]), 150)
  t.equal(marginOn('05', [entry]), 90)
  const row = ruleAt('fxMargin', day('06'), layRules([entry], PARTNER))
  t.same(row && citationOf(row), { ruleId: 'fxMargin', version: entry.id })
  t.end()
})

t.test("a partner's entry holds over later ones for everybody, and for no other partner", (t) => {
  const book = [margin(80, '05', { partnerId: 'par_1' }), margin(200, '10')]
  t.equal(marginOn('12', book), 80)
  t.equal(marginOn('12', book, { partnerId: 'par_2', livemode: true }), 200)
  t.end()
})

t.test('an entry of one mode leaves the other alone', (t) => {
  const book = [margin(10, '05', { livemode: false })]
  t.equal(marginOn('06', book), 150)
  t.equal(marginOn('06', book, { partnerId: 'par_1', livemode: false }), 10)
  t.end()
})

t.test('a withdrawn layer says nothing: the one below holds again', (t) => {
  const book = [margin(80, '05', { partnerId: 'par_1' }), margin(200, '06'), margin(null, '10', { partnerId: 'par_1' })]
  t.equal(marginOn('09', book), 80)
  t.equal(marginOn('10', book), 200)
  t.equal(marginOn('12', [...book, margin(null, '11')]), 150, 'nothing of the operator either: what we ship')
  t.equal(marginOn('20', [...book, margin(70, '15', { partnerId: 'par_1' })]), 70, 'and a later entry of the layer counts again')
  t.end()
})

t.test('an offer with an end gives way to what it lay over', (t) => {
  const book = [margin(120, '02'), margin(50, '05', { effectiveTo: day('08') })]
  t.same([marginOn('04', book), marginOn('07', book), marginOn('08', book)], [120, 50, 120])
  t.end()
})

t.test('of two that start at once the later said one holds; a cancelled one never does', (t) => {
  const first = margin(120, '05')
  t.equal(marginOn('06', [first, margin(110, '05')]), 110)
  t.equal(marginOn('06', [first, margin(null, '05', { cancels: first.id })]), 150)
  t.end()
})

t.test('what we ship for every rule fits its own form and survives being written down', (t) => {
  for (const key of POLICY_KEYS) {
    const texts = writeTexts(key, defaultOf(key))
    t.same(readTexts(key, texts), defaultOf(key), key)
    t.same(
      Object.keys(texts),
      fieldsOf(key).map(({ path }) => path),
      `${key}: every number has a field`,
    )
  }
  t.end()
})

const BAD: [string, Parameters<typeof readTexts>[0], Record<string, string>, string][] = [
  ['a share above its bound', 'serviceFee', { bps: '5001', minimum: '500' }, 'bps'],
  ['a negative price', 'serviceFee', { bps: '500', minimum: '-1' }, 'minimum'],
  ['a fraction of a fen', 'serviceFee', { bps: '500', minimum: '1.5' }, 'minimum'],
  ['a missing field', 'serviceFee', { bps: '500' }, 'minimum'],
  ['a field the rule does not have', 'fxMargin', { bps: '100', extra: '1' }, 'extra'],
  ['a wait that is too short', 'quoteValidity', { ms: '60000' }, 'ms'],
  ['half a minute', 'quoteValidity', { ms: '630000.5' }, 'ms'],
  ['a wait in odd seconds', 'quoteValidity', { ms: '630001' }, 'ms'],
  ['a choice nobody offers', 'freightSplit', { by: 'colour' }, 'by'],
  ['reminders out of order', 'storageNotices', { beforeMs: '1000,3000,2000' }, 'beforeMs'],
  ['tiers that do not begin at the first', 'returnHandling', { tiers: '2:0,16:500' }, 'tiers'],
]
for (const [what, key, texts, field] of BAD) {
  t.test(`refuses ${what}`, (t) => {
    const error = refusalOf(() => readTexts(key, texts))
    t.equal(error?.code, 'rule.value_invalid')
    t.match(error?.facts, { key, field })
    t.end()
  })
}

t.test('an old entry is read though bounds moved and fields were added', (t) => {
  t.match(readStoredTexts('serviceFee', { bps: '9999' }), { bps: 9_999, minimum: { amount: 500n } })
  t.end()
})

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

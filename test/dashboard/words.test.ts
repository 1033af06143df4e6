import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { en } from '../../src/dashboard/i18n/en.ts'
import { zhCn } from '../../src/dashboard/i18n/zh-cn.ts'
import { POLICY_KEYS } from '../../src/domain/policy/policy-defaults.ts'
import { RULE_FORMS } from '../../src/domain/policy/rule-forms.ts'
import { fieldsOf } from '../../src/domain/policy/rule-texts.ts'

const DASHBOARD = new URL('../../src/dashboard/', import.meta.url)

t.test('both languages say the same things with the same blanks', async (t) => {
  const chinese = flat(zhCn)
  const english = flat(en)
  t.same([...english.keys()].sort(), [...chinese.keys()].sort())
  for (const [key, words] of chinese) t.same(blanks(english.get(key) ?? ''), blanks(words), key)
})

t.test('every key a page asks for exists', async (t) => {
  const known = flat(zhCn)
  const files = (await readdir(DASHBOARD, { recursive: true })).filter((file) => /\.tsx?$/.test(file))
  let asked = 0
  for (const file of files) {
    const source = await readFile(new URL(file, DASHBOARD), 'utf8')
    for (const [, key = ''] of source.matchAll(/\bt\('([a-zA-Z]+\.[a-zA-Z.]+)'/g)) {
      asked++
      t.ok(known.has(key), `${file}: ${key}`)
    }
  }
  t.ok(asked > 100)
})

t.test('nothing is left untranslated', async (t) => {
  for (const [key, words] of flat(en)) t.notMatch(words, /\p{Script=Han}/u, key)
})

t.test('every rule that acts has a name, a sentence and words for its fields and choices', (t) => {
  const known = flat(zhCn)
  for (const key of POLICY_KEYS.filter((one) => RULE_FORMS[one].isApplied)) {
    t.ok(known.has(`rule.${key}`) && known.has(`ruleSays.${key}`), key)
    for (const { path, field } of fieldsOf(key)) {
      for (const part of path.split('.')) t.ok(known.has(`ruleField.${key}.${part}`) || known.has(`ruleField.${part}`), `${key}: ${part}`)
      if (field.kind === 'choice') for (const choice of field.of) t.ok(known.has(`ruleChoice.${choice}`), choice)
    }
  }
  t.end()
})

function flat(words: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value as object, `${prefix}${key}.`)],
    ),
  )
}

function blanks(words: string): string[] {
  return [...new Set(words.match(/\{\{\w+\}\}/g))].sort()
}

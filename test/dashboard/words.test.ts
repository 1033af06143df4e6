import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { en } from '../../src/dashboard/i18n/en.ts'
import { zhCn } from '../../src/dashboard/i18n/zh-cn.ts'

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

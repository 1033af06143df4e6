import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '../..')
const pages = globSync(['*.md', 'docs/**/*.md', 'src/*/README.md'], { cwd: root })
const read = (file: string) => readFileSync(join(root, file), 'utf8')

t.test('every link to a file leads to one', async (t) => {
  t.ok(pages.length > 20)
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g))
      t.ok(existsSync(join(root, dirname(page), target)), `${page}: ${target}`)
  }
})

t.test('every source file a page names is there', async (t) => {
  for (const page of pages) {
    for (const [, file = ''] of read(page).matchAll(/`((?:src|workers|scripts|test|deploy)\/[\w./-]+\.\w+)`/g))
      t.ok(existsSync(join(root, file)), `${page}: ${file}`)
  }
})

t.test('every npm script a page names is there', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const page of pages)
    for (const [, name = ''] of read(page).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)) t.ok(name in scripts, `${page}: npm run ${name}`)
})

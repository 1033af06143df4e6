import { spawnSync } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import t from 'tap'
import { createCompareFiles } from '../../src/domain/files/compare-files.ts'
import { DAY_MS, HOUR_MS } from '../../src/domain/shared/clock.ts'
import { createFileReads } from '../../src/store/files.ts'
import { aFile } from '../store/warehouse-rows.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const { core, config, clock, tenant, databaseUrl } = buyer
const compare = createCompareFiles({ book: createFileReads(core.db), shelf: core.files, clock })
const bytes = Buffer.from('a picture')

function age(key: string, ms: number): void {
  const at = new Date(Date.now() - ms)
  utimesSync(join(config.files.folder, key), at, at)
}
const command = (...args: string[]) =>
  spawnSync(execPath, ['src/check-files.ts', ...args], {
    env: { DATABASE_URL: databaseUrl, FILES_DIR: config.files.folder },
    encoding: 'utf8',
  })

t.test('after an inspection every row has its bytes, and nothing is left over', async (t) => {
  await bench.inspected({ passed: 9, failed: 1 })
  const found = await compare()
  t.match(found, { unnamed: [], missing: [] })
  // Both copies of the same picture lie there once.
  t.ok(found.needed >= 1 && found.objects === found.needed)
  t.match(command(), { status: 0, stdout: /objects, \d+ needed by rows\nLost.*: 0\nLeft over.*: 0\n$/ })
})

t.test('bytes without a row are left over once they have had time to get one', async (t) => {
  const left = ['photos/aa/left.jpg', 'uploads/test/fil_left.jpg', 'photos/aa/x.jpg.1-2.part']
  for (const key of left) await core.files.put(key, bytes, 'image/jpeg')
  t.match(await compare(), { unnamed: [] })
  for (const key of left) age(key, HOUR_MS + 60_000)
  t.same((await compare()).unnamed.map(({ key }) => key).sort(), [...left].sort())

  t.test('and only those that nobody can come to need are removed, after a day', async (t) => {
    t.match(command('--remove'), { status: 0, stdout: /Left over.*: 3\n(?:.*\n)*0 removed/ })
    for (const key of left) age(key, DAY_MS + 60_000)
    t.match(command('--remove'), { status: 0, stdout: /2 removed/ })
    t.same(
      (await compare()).unnamed.map(({ key }) => key),
      ['photos/aa/left.jpg'],
    )
  })
})

t.test('a row without its bytes is lost: the command says which and fails', async (t) => {
  const lost = aFile(tenant, { storageKey: 'photos/bb/lost.jpg' })
  const unfinished = aFile(tenant, { storageKey: 'uploads/test/begun.jpg', purpose: 'REFUND_EVIDENCE', storedAt: null })
  await core.uow.run(async (tx) => {
    for (const file of [lost, unfinished]) await tx.files.insert(file)
  })
  t.same((await compare()).missing, [{ storageKey: 'photos/bb/lost.jpg', fileId: lost.id }])
  t.match(command(), { status: 1, stdout: new RegExp(`Lost.*: 1\n  photos/bb/lost.jpg {2}${lost.id}`) })
})

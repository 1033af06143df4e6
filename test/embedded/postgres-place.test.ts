import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'tap'
import { postgresPlace } from '../../src/embedded/postgres-place.ts'

test('two data folders never share a database', (t) => {
  // mkdtemp makes it 0700: as root, the server's user must get in.
  const home = mkdtempSync(join(tmpdir(), 'xyg-place-'))
  chmodSync(home, 0o755)
  const folders = [join(home, '.data'), join(home, 'other')]
  const places = folders.map((dataFolder) => postgresPlace({ dataFolder }))
  t.teardown(() => {
    for (const place of [home, ...places.map(({ folder }) => folder)]) rmSync(place, { recursive: true, force: true })
  })
  t.equal(new Set(places.map(({ dataDir }) => dataDir)).size, 2)
  t.same(
    places,
    folders.map((dataFolder) => postgresPlace({ dataFolder })),
    'the same folder is found again',
  )
  t.end()
})

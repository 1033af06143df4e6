import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import t from 'tap'

const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'node_modules', '.bin', 'depcruise')

type Cruise = { modules: { source: string }[]; summary: { violations: { from: string; to: string; rule: { name: string } }[] } }

/** With a violation the program exits 1 and still prints what it found. */
function cruise(): Promise<Cruise> {
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'workers']
  return new Promise((resolve, reject) => {
    execFile(execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }))
      else resolve(JSON.parse(stdout) as Cruise)
    })
  })
}

t.test('every arrow points to the domain', async (t) => {
  const { modules, summary } = await cruise()
  const ours = modules.filter(({ source }) => /^(src|workers)\//.test(source))
  t.ok(ours.length > 200, `${ours.length} modules were read`)
  t.strictSame(
    summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
    [],
  )
})

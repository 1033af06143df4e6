import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

// Before `npm start` and the tests: a pull that brought newer pages would otherwise go on serving the old ones, which no longer match the API.
const projectDir = join(import.meta.dirname, '..')
const sources = join(projectDir, 'src', 'dashboard')
const built = join(projectDir, 'dist', 'dashboard', 'index.html')

if (newestIn(sources) > changedAt(built)) {
  console.log('the staff app has changed since it was built: building it')
  process.exitCode = spawnSync('npm', ['run', 'build', '--silent'], { cwd: projectDir, stdio: 'inherit' }).status ?? 1
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(...files.map((name) => changedAt(join(folder, name))))
}

/** Milliseconds; 0 for a file that does not exist. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

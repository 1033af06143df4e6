import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startEmbeddedPostgres } from '../src/embedded/postgres.ts'
import { createLogger } from '../src/platform/logger.ts'
import { ensurePrograms, programs } from './ensure-programs.ts'

// `npm test` and `npm run test:some -- test/x.test.ts`: starts what the tests need once, runs tap with the same arguments, says the totals.
const args = process.argv.slice(2)
const projectDir = join(import.meta.dirname, '..')
process.exitCode = await main()

async function main(): Promise<number> {
  const complaint = ensurePrograms(args.length === 0 ? Object.values(programs) : [programs.redis])
  if (complaint !== undefined) return fail(complaint)
  buildTapWhenStale()
  const scratch = mkdtempSync(join(tmpdir(), 'xyg-test-'))
  chmodSync(scratch, 0o755)
  const server = process.env.DATABASE_URL === undefined ? await startServer(scratch) : undefined
  try {
    const env = { ...process.env, ...(server ? { XYG_TEST_DATABASE_URL: server.connectionString('postgres') } : {}) }
    const { code, totals } = await runTap(env, join(scratch, 'output.tap'))
    return report(code, totals)
  } finally {
    await server?.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function fail(sentence: string): number {
  console.error(sentence)
  console.log('0 passed, 1 failed')
  return 1
}

function startServer(folder: string) {
  const logger = createLogger({ level: 'warn', service: 'tests', pretty: true })
  return startEmbeddedPostgres({ dataFolder: folder, folder, durable: false, maxConnections: 400, logger })
}

// tap compiles its plugin list into the project once; a change of package.json may change that list.
function buildTapWhenStale(): void {
  const built = join(projectDir, '.tap', 'plugins', 'package.json')
  if (existsSync(built) && statSync(built).mtimeMs > statSync(join(projectDir, 'package.json')).mtimeMs) return
  spawnSync('tap', ['build'], { cwd: projectDir, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** At a terminal tap reports as it likes and leaves the totals in a file; else its raw output is read here and shortened. */
async function runTap(env: NodeJS.ProcessEnv, outputFile: string): Promise<{ code: number; totals: string }> {
  const watched = process.stdout.isTTY === true
  const tapArgs = ['run', ...args, watched ? `--output-file=${outputFile}` : '--reporter=tap']
  const tap = spawn('tap', tapArgs, { cwd: projectDir, env, stdio: ['inherit', watched ? 'inherit' : 'pipe', 'inherit'] })
  // Ctrl-C reaches tap by itself; we stay to stop the services behind it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => tap.kill('SIGTERM'))
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  tap.on('error', reject)
  tap.on('close', (code) => resolve(code ?? 1))
  const shortened = tap.stdout ? shorten(createInterface({ input: tap.stdout })) : ''
  const code = await promise
  const output = existsSync(outputFile) ? readFileSync(outputFile, 'utf8') : await shortened
  return { code, totals: output.split('\n').findLast((line) => line.startsWith('# { total: ')) ?? '' }
}

/** Prints one line for a file that passed and everything but the passing assertions for one that failed; resolves to the lines outside files. */
async function shorten(lines: AsyncIterable<string>): Promise<string> {
  let pending: string[] = []
  const outside: string[] = []
  for await (const line of lines) {
    const passed = /^ok \d+ - (\S+)(?: # time=(.*))?$/.exec(line)
    if (line.startsWith('# ') && !line.startsWith('# Subtest')) outside.push(line)
    else if (!/^\s+ok \d/.test(line)) pending.push(line)
    if (passed) console.log(`ok ${passed[1]} ${passed[2] ?? ''}`)
    else if (line === '  ...') console.log(pending.join('\n'))
    else continue
    pending = []
  }
  return outside.join('\n')
}

/** The last line of a run, alone on a line: `N passed, N failed`, in tap's own count of assertions. */
function report(code: number, totals: string): number {
  const count = (name: string): number => Number(new RegExp(`\\b${name}: (\\d+)`).exec(totals)?.[1] ?? 0)
  const passed = count('pass')
  // A run that broke before it counted anything has failed all the same.
  const failed = count('fail') || (code === 0 && passed > 0 ? 0 : 1)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? code : code || 1
}

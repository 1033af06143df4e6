import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

type Program = { commands: readonly string[]; debianPackage: string; neededFor: string }

/** Programs the tests need that npm cannot install. */
export const programs = {
  redis: { commands: ['redis-server', 'valkey-server'], debianPackage: 'redis-server', neededFor: 'the queue and cache tests' },
  browser: { commands: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium', neededFor: 'the dashboard tests' },
} as const satisfies Record<string, Program>

/** Installs what is missing with apt-get, given the right to; the sentence that says what to install by hand, when it cannot. */
export function ensurePrograms(wanted: readonly Program[]): string | undefined {
  const missing = wanted.filter((program) => findProgram(program) === undefined)
  if (missing.length === 0) return undefined
  const packages = missing.map((program) => program.debianPackage)
  const apt = aptCommand()
  if (apt !== undefined) {
    console.log(`installing ${packages.join(' and ')} with apt-get`)
    run(apt, ['update', '-qq'])
    run(apt, ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  }
  const still = missing.filter((program) => findProgram(program) === undefined)
  if (still.length === 0) return undefined
  return `Please install ${still.map((program) => `${program.debianPackage} (for ${program.neededFor})`).join(' and ')} and run the tests again.`
}

/** The full path of the first of the program's commands found on the PATH. */
export function findProgram(program: Program): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].filter(Boolean)
  return program.commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable)
}

function aptCommand(): readonly string[] | undefined {
  if (!isExecutable('/usr/bin/apt-get')) return undefined
  if (process.getuid?.() === 0) return ['/usr/bin/apt-get']
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', '/usr/bin/apt-get'] : undefined
}

function run([command = '', ...first]: readonly string[], args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = spawnSync(command, [...first, ...args], { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  if (result.status !== 0) console.error(`apt-get ${args[0]}: ${result.stderr?.trim().split('\n').at(-1) ?? result.error?.message}`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

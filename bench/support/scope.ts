import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { migrate } from '../../src/store/migrate.ts'
import { ownRedis } from '../../test/support/test-redis.ts'
import { type Child, startChild } from './child.ts'
import { familyCpuUs, postmasterPid } from './family-cpu.ts'

export type Scope = {
  folder: string
  /** A migrated database of its own; `durable` commits to the disk as production does, and is what the first one says for all. */
  database(options: { durable: boolean; name?: string }): Promise<string>
  /** CPU time of the server of those databases so far, in microseconds. */
  databaseCpuUs(): number
  redis(): Promise<string>
  /** Called when the part is over, before what was started earlier ends. */
  closing(close: () => unknown): void
  child(name: string, settings?: object, nodeOptions?: readonly string[]): Promise<Child>
}

/** Runs a part of the bench and ends whatever it started, the last first. */
export async function inScope<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'xyg-bench-'))
  chmodSync(folder, 0o755)
  const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  let postgres: ReturnType<typeof startPostgres> | undefined
  let postmaster = 0
  const teardown = (close: () => unknown): void => {
    closers.push(close)
  }
  try {
    return await work({
      folder,
      closing: teardown,
      database: async ({ durable, name = 'bench' }) => {
        postgres ??= startPostgres(folder, durable, teardown)
        const server = await postgres
        postmaster = postmasterPid(server.dataDir)
        const url = await server.ensureDatabase(name)
        await migrate(url)
        return url
      },
      databaseCpuUs: () => familyCpuUs(postmaster),
      redis: async () => (await ownRedis({ teardown })).url,
      child: async (name, settings, nodeOptions) => {
        const child = await startChild(name, settings, nodeOptions)
        teardown(() => child.stop())
        return child
      },
    })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

async function startPostgres(folder: string, durable: boolean, teardown: (close: () => unknown) => void) {
  const logger = createLogger({ level: 'warn', service: 'bench' })
  const server = await startEmbeddedPostgres({ dataFolder: folder, folder, durable, maxConnections: 200, logger })
  teardown(() => server.stop())
  return server
}

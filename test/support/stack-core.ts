import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { seedDemoWorld } from '../../src/compose/demo.ts'
import { composeCore, type Timing } from '../../src/compose.ts'
import { loadConfig } from '../../src/config.ts'
import type { Clock } from '../../src/domain/shared/clock.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import { createMock1688 } from '../../src/mock-1688/server.ts'
import { createMockPayments } from '../../src/mock-payments/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createIds } from '../../src/platform/ids.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createMockControl } from './stack-mock.ts'
import { createPaymentsControl } from './stack-payments.ts'
import { testDatabase } from './test-database.ts'

/**
 * In the order production has: connect < read < effect < lease. What only a job waits for is short. How long 1688 may take to answer is not:
 * on a crowded machine the mock takes seconds, and a call given up while it is on its way is bought twice.
 */
export const QUICK_TIMING: Timing = {
  callLeaseMs: 6_000,
  lookupSettleMs: 500,
  stuckAfterMs: 1_000,
  pollAfterMs: 2_000,
  rereadAfterMs: 2_000,
  upstream: { connectMs: 3_000, readMs: 4_000, effectMs: 5_000 },
}

export type CoreOptions = {
  clock?: Clock
  timing?: Timing
  redisUrl?: string | undefined
  mockSettings?: object | undefined
  logLevel?: 'silent' | 'warn'
  /** The way to the database, when it is not the direct one. */
  reachDatabase?: ((url: string) => Promise<string>) | undefined
}

export type StackCore = Awaited<ReturnType<typeof startCore>>

/** The rooms put together over a database, a mock 1688 and a folder of their own, with the demo partner; nothing runs by itself. */
export async function startCore(t: Test, options: CoreOptions = {}) {
  const database = await testDatabase(t)
  const connectionString = (await options.reachDatabase?.(database.connectionString)) ?? database.connectionString
  const folder = mkdtempSync(join(tmpdir(), 'xyg-stack-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const mock = await createMock1688()
  t.teardown(() => mock.close())
  const control = createMockControl(mock.url)
  const mockPayments = await createMockPayments()
  t.teardown(() => mockPayments.close())
  if (options.mockSettings !== undefined) await control.settings(options.mockSettings)
  const config = loadConfig({
    DATABASE_URL: connectionString,
    DATABASE_POOL: '10',
    FILES_DIR: folder,
    SANDBOX_UPSTREAM_URL: mock.url,
    SANDBOX_PAYMENTS_URL: mockPayments.url,
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
  })
  const logger = createLogger({ level: options.logLevel ?? 'silent', service: 'test' })
  const core = await composeCore({
    config,
    databaseUrl: connectionString,
    logger,
    clock: options.clock ?? systemClock,
    ids: createIds(),
    timing: options.timing ?? QUICK_TIMING,
  })
  t.teardown(() => core.close())
  await seedDemoWorld(core)
  const partner = await core.db.selectFrom('partner').select('id').executeTakeFirstOrThrow()
  const tenant: Tenant = { partnerId: partner.id, livemode: false }
  return { core, config, databaseUrl: connectionString, logger, mock, control, payments: createPaymentsControl(mockPayments.url), tenant }
}

import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAnswerCache } from '../catalogue-cache/answer-cache.ts'
import type { Core } from '../compose.ts'
import type { Config } from '../config.ts'
import { createCursors } from '../http/pagination.ts'
import { createCategoryAnswers } from '../http/partner-api/categories/category-answers.ts'
import { createProductAnswers } from '../http/partner-api/products/product-answers.ts'
import type { ReadyAnswer } from '../http/partner-api/products/ready-answer.ts'
import { createSupplierAnswers } from '../http/partner-api/suppliers/supplier-answers.ts'
import type { RateLimits } from '../http/plugins/rate-limit.ts'
import { buildServer } from '../http/server.ts'
import { registerStaffApi } from '../http/staff-api/register-staff-api.ts'
import type { Logger } from '../platform/logger.ts'
import type { JobQueue } from '../queue/queue.ts'
import { createIdempotency } from '../store/idempotency.ts'
import { migrationsCurrent } from '../store/migrate.ts'
import { composeCatalogues } from './catalogues.ts'
import type { Instruments } from './metrics.ts'
import { composeSearchImages } from './search-images.ts'
import { composeSharing } from './sharing.ts'
import { composeStaffApp } from './staff-app.ts'

export type GatewayOptions = {
  core: Core
  config: Config
  logger: Logger
  /** How callers reach us, without a slash at the end. */
  publicUrl: string
  isDraining: () => boolean
  limits?: { live: RateLimits; test: RateLimits }
  instruments?: Instruments | undefined
  /** Shown at /staff/queues; without it there is no board. */
  queue?: JobQueue
}

/** The HTTP server over the core, not listening yet. */
export async function buildGateway(options: GatewayOptions) {
  const { core, config, logger, publicUrl, isDraining, limits, instruments, queue } = options
  const { clock, ids, commands, reads, preparations, sandbox } = core
  const cursors = createCursors(config.secrets.cursor ?? randomBytes(32).toString('base64url'))
  const readFile = (storageKey: string) => core.files.get(storageKey)
  const cache = keepRendered(options)
  const sharing = composeSharing({ redisUrl: config.redis.url, clock, logger })
  const catalogues = composeCatalogues({
    redis: sharing.redis,
    ...core.upstreams,
    clock,
    maxBytes: config.catalogueCacheBytes * (1 - RENDERED_SHARE),
    databaseUrl: core.databaseUrl,
    onListenError: (err) => logger.warn({ err }, 'catalogue: listening for changes broke, it starts again'),
    onEvent: instruments?.onCacheEvent,
  })
  instruments?.observeMemory(() => ({ ...catalogues.usage(), answer: cache.usage() }))
  const answering = { catalogueFor: catalogues.catalogueFor, cache, cursors, clock, rates: core.rates }
  const searchImages = composeSearchImages({ config, catalogueFor: catalogues.catalogueFor })
  const catalogueAnswers = {
    searchImages,
    products: createProductAnswers(answering),
    categories: createCategoryAnswers(answering),
    suppliers: createSupplierAnswers({ ...answering, qualityOf: reads.supplierQuality }),
  }
  const built = await buildServer({
    settings: { publicUrl, trustedProxies: config.http.trustedProxies, checkAnswers: false, ...(limits === undefined ? {} : { limits }) },
    logger,
    clock,
    ids,
    findApiKey: (keyId) => findApiKey(core, keyId),
    idempotency: createIdempotency(core.db, { clock }),
    ...(sharing.quota === undefined ? {} : { quota: sharing.quota }),
    health: {
      isDraining,
      checks: [
        { name: 'database', isRequired: true, check: () => migrationsCurrent(core.db) },
        // Without the queue orders still land in the outbox: degraded, not down.
        ...(queue === undefined ? [] : [{ name: 'queue', isRequired: false, check: () => answersSoon(queue.counts()) }]),
        // Without 1688's consent accepted orders wait: a person must act, but this instance can take more of them.
        ...core.upstreams.healthChecks,
        core.wallet.ledgerCheck,
      ],
    },
    receivePaymentMessage: core.wallet.receivePaymentMessage,
    services: {
      commands,
      reads,
      preparations,
      ...catalogueAnswers,
      sandbox,
      receiveNotices: core.receiveNotices,
      rules: core.rules,
      rates: core.rates,
      cursors,
      clock,
      readFile,
    },
    ...(instruments === undefined ? {} : { observeRequest: instruments.observeRequest, onHeld: () => instruments.onCacheEvent(HELD) }),
    receivePush: catalogues.forgetting(core.receivePush),
    addRoutes: (app) => registerStaffApi(app, composeStaffApp({ ...options, cursors })),
  })
  built.app.addHook('onClose', catalogues.close)
  built.app.addHook('onClose', searchImages.close)
  built.app.addHook('onClose', async () => sharing.close())
  return built
}

function keepRendered({ config, logger, instruments }: GatewayOptions) {
  return createAnswerCache<ReadyAnswer>({
    // Rendering is cheap; what is true of a product is kept, and forgotten on 1688's word, one layer below.
    freshS: 10,
    staleS: 60,
    maxBytes: config.catalogueCacheBytes * RENDERED_SHARE,
    onError: (err) => logger.warn({ err }, 'catalogue: an answer could not be made'),
    ...(instruments === undefined ? {} : { onEvent: instruments.onCacheEvent }),
  })
}

const HELD = { kind: 'answer', tier: 'rendered', event: 'hit' } as const

/** What is ready to send lives for a minute; what it is rendered from is worth more, above all while 1688 is away. */
const RENDERED_SHARE = 0.3

/** False when the answer takes longer than a probe waits. */
async function answersSoon(answer: Promise<unknown>): Promise<boolean> {
  const late = sleep(1_000, false, { ref: false })
  return Promise.race([answer.then(() => true), late])
}

async function findApiKey(core: Core, keyId: string) {
  const key = await core.reads.apiKey(keyId)
  const partner = key && (await core.reads.partner(key.partnerId))
  if (key === undefined || partner === undefined) return undefined
  return {
    ...key,
    isPartnerSuspended: partner.status === 'SUSPENDED',
    defaults: { currency: partner.defaultCurrency, language: partner.defaultLanguage },
    catalogueRules: partner.catalogueRules,
  }
}

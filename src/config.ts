import { z } from 'zod'

/** Everything a process may be told from outside, checked once, all problems reported together. */
export type Config = ReturnType<typeof loadConfig>

const port = z.coerce.number().int().min(0).max(65535)
const optionalText = z.string().trim().min(1).optional()

const schema = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address the gateway listens on; 0.0.0.0 in a container.'),
  PORT: port.default(3000).describe('Port of the gateway.'),
  METRICS_PORT: port
    .optional()
    .describe('Port of /metrics, for each process of its own. Without it a process serves none; npm start takes 9464.'),
  PUBLIC_URL: z.url().optional().describe('How partners reach the gateway; used in links. Default: the listening address.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses of proxies in front, separated by commas; only they may say who the caller is.'),
  DATABASE_URL: optionalText.describe('PostgreSQL. Without it npm start runs an embedded one.'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16).describe('Connections each process may open.'),
  REDIS_URL: optionalText.describe(
    'Redis for BullMQ, shared answers of the catalogue and shared quotas. Without it BullMQ runs on PostgreSQL and each process has its own.',
  ),
  DATA_DIR: z.string().default('.data').describe('Where the embedded default keeps photos and, for ordinary users, its database.'),
  FILES_DIR: optionalText.describe('Folder of the local object store. Default: DATA_DIR/files.'),
  S3_ENDPOINT: optionalText.describe('S3-compatible object store instead of a folder.'),
  S3_BUCKET: optionalText.describe('Bucket of the object store.'),
  S3_REGION: z.string().default('auto').describe('Region of the object store.'),
  S3_ACCESS_KEY_ID: optionalText.describe('Access key of the object store.'),
  S3_SECRET_ACCESS_KEY: optionalText.describe('Secret key of the object store.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe line that is logged.'),
  SECURE_COOKIES: z.stringbool().default(false).describe('True behind HTTPS: staff cookies become __Host- and Secure.'),
  CURSOR_SECRET: optionalText.describe('Signs list cursors; the same on every replica. At least 32 characters.'),
  SANDBOX_UPSTREAM_URL: z.url().optional().describe('Mock 1688 that serves test-mode keys.'),
  SANDBOX_APP_KEY: z.string().default('1000000').describe('App key of the sandbox upstream.'),
  SANDBOX_APP_SECRET: z.string().default('test123').describe('App secret of the sandbox upstream.'),
  SANDBOX_ACCESS_TOKEN: z.string().default('tok-0001').describe('Buyer token of the sandbox upstream.'),
  SANDBOX_REFRESH_TOKEN: z.string().default('ref-0001').describe('Refresh token of the sandbox upstream.'),
  LIVE_UPSTREAM_URL: z.url().optional().describe('1688 gateway that serves live keys, e.g. https://gw.open.1688.com.'),
  LIVE_APP_KEY: optionalText.describe('App key at 1688.'),
  LIVE_APP_SECRET: optionalText.describe('App secret at 1688.'),
  LIVE_ACCESS_TOKEN: optionalText.describe('Buyer token at 1688 to begin with; renewed ones are kept in the database and go before it.'),
  LIVE_REFRESH_TOKEN: optionalText.describe('Refresh token at 1688.'),
  ENCRYPTION_KEY: optionalText.describe(
    'Encrypts the tokens of 1688 in the database; at least 32 characters, the same in every process. Default: derived from the app secret.',
  ),
  SANDBOX_PAYMENTS_URL: z.url().optional().describe('Payment provider of test keys. npm start brings a mock.'),
  SANDBOX_PAYMENTS_MERCHANT: z.string().default('sandbox').describe('Merchant number at the sandbox payment provider.'),
  SANDBOX_PAYMENTS_SECRET: z
    .string()
    .default('sandbox-payment-secret')
    .describe('Signs calls to the sandbox payment provider and its callbacks.'),
  LIVE_PAYMENTS_URL: z.url().optional().describe('Payment provider of live keys; without it live top-ups are bank transfers only.'),
  LIVE_PAYMENTS_MERCHANT: optionalText.describe('Merchant number at the live payment provider.'),
  LIVE_PAYMENTS_SECRET: optionalText.describe('Signs calls to the live payment provider and its callbacks.'),
  BANK_INSTRUCTIONS: optionalText.describe('Bank account that live bank transfers go to, as partners read it.'),
  MOCK_PAYMENTS_PORT: port.default(3690).describe('Port of the mock payment provider in the embedded default.'),
  MOCK_PORT: port.default(3688).describe('Port of the mock 1688 in the embedded default.'),
  MOCK_STATE_DIR: optionalText.describe(
    'Folder in which the mock 1688 of the embedded default keeps its orders over a restart. Default: beside the embedded database, else DATA_DIR/mock-1688.',
  ),
  CATALOGUE_CACHE_MB: z.coerce
    .number()
    .int()
    .min(16)
    .max(65_536)
    .default(256)
    .describe('Memory each gateway may keep answers of the catalogue in: about 20 KB a product that is asked for now, 7 KB a rested one.'),
  PURCHASES_PER_SECOND: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('Purchases that all workers together start at 1688 in a second; each is about four calls.'),
  WAREHOUSE_NAME: z.string().default('寻源义乌集货仓').describe('Receiver of domestic parcels.'),
  WAREHOUSE_MOBILE: z.string().default('13800000000').describe('Receiver phone of domestic parcels.'),
})

/** Reads the environment; throws `ConfigError` that names every problem at once. */
export function loadConfig(env: NodeJS.ProcessEnv) {
  const present = Object.fromEntries(Object.entries(env).filter(([key, value]) => key in schema.shape && value !== ''))
  const parsed = schema.safeParse(present)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const e = parsed.data
  const problems = crossChecks(e)
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze({
    http: {
      host: e.HOST,
      port: e.PORT,
      metricsPort: e.METRICS_PORT,
      publicUrl: e.PUBLIC_URL,
      secureCookies: e.SECURE_COOKIES,
      trustedProxies: e.TRUSTED_PROXIES.split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    },
    database: { url: e.DATABASE_URL, pool: e.DATABASE_POOL },
    redis: { url: e.REDIS_URL },
    files: { folder: e.FILES_DIR ?? `${e.DATA_DIR}/files`, s3: s3Of(e) },
    dataDir: e.DATA_DIR,
    logLevel: e.LOG_LEVEL,
    catalogueCacheBytes: e.CATALOGUE_CACHE_MB * 1024 * 1024,
    purchasing: { perSecond: e.PURCHASES_PER_SECOND },
    mock: { port: e.MOCK_PORT, stateDir: e.MOCK_STATE_DIR, paymentsPort: e.MOCK_PAYMENTS_PORT },
    payments: { sandboxUrl: e.SANDBOX_PAYMENTS_URL, bankInstructions: e.BANK_INSTRUCTIONS ?? null },
    warehouse: warehouseAddress(e),
    sandbox: e.SANDBOX_UPSTREAM_URL === undefined ? undefined : { baseUrl: e.SANDBOX_UPSTREAM_URL },
    secrets: {
      cursor: e.CURSOR_SECRET,
      encryption: e.ENCRYPTION_KEY,
      sandbox: {
        appKey: e.SANDBOX_APP_KEY,
        appSecret: e.SANDBOX_APP_SECRET,
        accessToken: e.SANDBOX_ACCESS_TOKEN,
        refreshToken: e.SANDBOX_REFRESH_TOKEN,
      },
      live: liveOf(e),
      payments: {
        sandbox: { merchantId: e.SANDBOX_PAYMENTS_MERCHANT, secret: e.SANDBOX_PAYMENTS_SECRET },
        live: livePaymentsOf(e),
      },
    },
  })
}

/** The environment is not usable; `problems` holds one line each. */
export class ConfigError extends Error {
  problems: string[]
  constructor(problems: string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Name, default and meaning of every setting: the source of .env.example. */
export function describeConfig(): { name: string; description: string; fallback: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const parsed = field.safeParse(undefined)
    return { name, description: field.description ?? '', fallback: parsed.success && parsed.data !== undefined ? String(parsed.data) : '' }
  })
}

type Env = z.infer<typeof schema>

function crossChecks(e: Env): string[] {
  const problems: string[] = []
  const live = [e.LIVE_UPSTREAM_URL, e.LIVE_APP_KEY, e.LIVE_APP_SECRET]
  if (live.some(Boolean) && !live.every(Boolean)) {
    problems.push('LIVE_UPSTREAM_URL, LIVE_APP_KEY and LIVE_APP_SECRET go together: set all or none')
  }
  if (e.LIVE_UPSTREAM_URL !== undefined && e.LIVE_UPSTREAM_URL === e.SANDBOX_UPSTREAM_URL) {
    problems.push('LIVE_UPSTREAM_URL and SANDBOX_UPSTREAM_URL are the same: test keys must never reach the live upstream')
  }
  if (
    e.S3_ENDPOINT !== undefined &&
    (e.S3_BUCKET === undefined || e.S3_ACCESS_KEY_ID === undefined || e.S3_SECRET_ACCESS_KEY === undefined)
  ) {
    problems.push('S3_ENDPOINT needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY')
  }
  if (e.ENCRYPTION_KEY !== undefined && e.ENCRYPTION_KEY.length < 32) problems.push('ENCRYPTION_KEY needs at least 32 characters')
  const payments = [e.LIVE_PAYMENTS_URL, e.LIVE_PAYMENTS_MERCHANT, e.LIVE_PAYMENTS_SECRET]
  if (payments.some(Boolean) && !payments.every(Boolean)) {
    problems.push('LIVE_PAYMENTS_URL, LIVE_PAYMENTS_MERCHANT and LIVE_PAYMENTS_SECRET go together: set all or none')
  }
  if (e.LIVE_PAYMENTS_URL !== undefined && e.LIVE_PAYMENTS_URL === e.SANDBOX_PAYMENTS_URL) {
    problems.push('LIVE_PAYMENTS_URL and SANDBOX_PAYMENTS_URL are the same: rehearsed money must never reach live balances')
  }
  if (e.CURSOR_SECRET !== undefined && e.CURSOR_SECRET.length < 32) problems.push('CURSOR_SECRET needs at least 32 characters')
  return problems
}

function s3Of(e: Env) {
  if (e.S3_ENDPOINT === undefined || e.S3_BUCKET === undefined || e.S3_ACCESS_KEY_ID === undefined || e.S3_SECRET_ACCESS_KEY === undefined)
    return undefined
  return {
    endpoint: e.S3_ENDPOINT,
    bucket: e.S3_BUCKET,
    region: e.S3_REGION,
    accessKeyId: e.S3_ACCESS_KEY_ID,
    secretAccessKey: e.S3_SECRET_ACCESS_KEY,
  }
}

function liveOf(e: Env) {
  if (e.LIVE_UPSTREAM_URL === undefined || e.LIVE_APP_KEY === undefined || e.LIVE_APP_SECRET === undefined) return undefined
  return {
    baseUrl: e.LIVE_UPSTREAM_URL,
    appKey: e.LIVE_APP_KEY,
    appSecret: e.LIVE_APP_SECRET,
    accessToken: e.LIVE_ACCESS_TOKEN ?? null,
    refreshToken: e.LIVE_REFRESH_TOKEN ?? null,
  }
}

function livePaymentsOf(e: Env) {
  if (e.LIVE_PAYMENTS_URL === undefined || e.LIVE_PAYMENTS_MERCHANT === undefined || e.LIVE_PAYMENTS_SECRET === undefined) return undefined
  return { baseUrl: e.LIVE_PAYMENTS_URL, merchantId: e.LIVE_PAYMENTS_MERCHANT, secret: e.LIVE_PAYMENTS_SECRET }
}

/** Where sellers send goods: the consolidation warehouse. */
function warehouseAddress(e: Env) {
  return {
    fullName: e.WAREHOUSE_NAME,
    mobile: e.WAREHOUSE_MOBILE,
    postCode: '322000',
    province: '浙江省',
    city: '金华市',
    district: '义乌市',
    address: '城西街道测试路1号',
  }
}

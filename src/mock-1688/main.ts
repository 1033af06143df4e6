import { pino } from 'pino'
import { loadMockConfig } from './config.ts'
import { createMock1688 } from './server.ts'

const config = loadMockConfig()
const logger = pino({ name: 'mock-1688', level: config.logLevel })
const mock = await createMock1688({
  port: config.port,
  host: config.host,
  products: config.products,
  stateDir: config.stateDir,
  logger,
  ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
  ...(config.callbackUrl === null ? {} : { callbackUrl: config.callbackUrl }),
})
logger.info({ url: mock.url, publicUrl: mock.publicUrl }, 'mock 1688 listens')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    mock.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'mock 1688 did not stop cleanly')
        process.exit(1)
      },
    )
  })
}

import { stdout } from 'node:process'
import { loadMockPaymentsConfig } from './config.ts'
import { createMockPayments } from './server.ts'

// The mock payment provider on its own: `npm run mock:payments`.
const mock = await createMockPayments(loadMockPaymentsConfig())
stdout.write(`mock payments listens on ${mock.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close().then(() => process.exit(0)))

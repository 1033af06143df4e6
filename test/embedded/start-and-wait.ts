import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts'
import { createLogger } from '../../src/platform/logger.ts'

// A process of its own for tests that kill it: starts the server, says where it is, and waits.
const [folder = ''] = process.argv.slice(2)
const logger = createLogger({ level: 'silent', service: 'test' })
const server = await startEmbeddedPostgres({ dataFolder: folder, folder, durable: false, logger })
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
// Like a process root that closes other things first.
process.on('SIGINT', () => console.log('interrupted'))
console.log(JSON.stringify({ url: server.connectionString('postgres'), dataDir: server.dataDir }))
setInterval(() => undefined, 1000)

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { EmbeddedServiceError } from '../../src/embedded/embedded-service-error.ts'
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../../src/embedded/postgres.ts'
import { isAlive } from '../../src/embedded/running-process.ts'
import { createLogger } from '../../src/platform/logger.ts'

const logger = createLogger({ level: 'silent', service: 'test' })

function temporaryFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'xyg-embedded-'))
  // mkdtemp makes it 0700: as root, the server's user must get in.
  chmodSync(folder, 0o755)
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function start(t: Test, folder: string, options: Partial<EmbeddedPostgresOptions> = {}) {
  const server = await startEmbeddedPostgres({ dataFolder: folder, folder, durable: false, logger, ...options })
  t.teardown(() => server.stop())
  return server
}

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Starts the server in another process; `child` may then be killed. */
async function startElsewhere(t: Test, folder: string): Promise<{ child: ChildProcess; url: string; serverPid: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start-and-wait.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  t.teardown(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  const [line] = await once(lines, 'line')
  const { url, dataDir } = JSON.parse(line)
  return { child, url, serverPid: Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]) }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('waited 60 s in vain')
    await sleep(20)
  }
}

t.test('a fresh start makes a UTF-8 server that keeps and folds Chinese text, and the next start finds the rows again', async (t) => {
  const folder = temporaryFolder(t)
  const first = await start(t, folder)
  const url = await first.ensureDatabase('xyg')
  t.match(await query(url, 'show server_version'), [{ server_version: /^18\./ }])
  t.match(
    await query(
      url,
      'select datcollate, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
    ),
    [{ datlocale: 'C.UTF-8', encoding: 'UTF8' }],
  )
  await query(url, `create table word (it text); insert into word values ('女士斜挎包'), ('ÉCRU')`)
  await first.stop()

  const second = await start(t, folder)
  t.strictSame(await query(await second.ensureDatabase('xyg'), `select lower(it) as it, char_length(it) as length from word`), [
    { it: '女士斜挎包', length: 5 },
    { it: 'écru', length: 4 },
  ])
})

t.test('listens on the loopback address only, and asks for the password', async (t) => {
  const server = await start(t, temporaryFolder(t))
  const url = server.connectionString('postgres')
  t.match(await query(url, 'show listen_addresses'), [{ listen_addresses: '127.0.0.1' }])
  t.match(await query(url, 'show unix_socket_directories'), [{ unix_socket_directories: '' }])
  await t.rejects(query(url.replace(/:[^:@]*@/, ':wrong@'), 'select 1'), /password authentication failed/)
})

t.test('takes the next free port when the wanted one is in use', async (t) => {
  const busy = createServer()
  await once(busy.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => busy.close())
  const address = busy.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const server = await start(t, temporaryFolder(t), { port })
  t.ok(server.port > port, `${server.port} > ${port}`)
  await query(server.connectionString('postgres'), 'select 1')
})

t.test('stop leaves no process and no lock, and may be called twice', async (t) => {
  const folder = temporaryFolder(t)
  const server = await start(t, folder)
  const pid = Number(readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  await server.stop()
  await server.stop()
  t.equal(isAlive(pid), false)
  t.equal(existsSync(join(folder, 'lock')), false)
  t.equal(existsSync(join(server.dataDir, 'postmaster.pid')), false)
})

t.test('a second start on the same folder is refused in one sentence that says what to do', async (t) => {
  const folder = temporaryFolder(t)
  const server = await start(t, folder)
  await t.rejects(start(t, folder), {
    name: 'EmbeddedServiceError',
    message: new RegExp(`already runs from this project \\(process ${process.pid} `),
  })
  await query(server.connectionString('postgres'), 'select 1')
})

t.test('a server whose process was killed hard does not linger', async (t) => {
  const { child, serverPid } = await startElsewhere(t, temporaryFolder(t))
  t.ok(isAlive(serverPid))
  child.kill('SIGKILL')
  await until(() => !isAlive(serverPid))
  t.pass('gone')
})

t.test('the start after a hard kill takes over folder and data, at once', async (t) => {
  const folder = temporaryFolder(t)
  const { child, url, serverPid } = await startElsewhere(t, folder)
  await query(url, `create table kept (it int); insert into kept values (7)`)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  const server = await start(t, folder)
  t.equal(isAlive(serverPid), false)
  t.strictSame(await query(server.connectionString('postgres'), 'select it from kept'), [{ it: 7 }])
})

t.test('a process id left behind that belongs to somebody else by now is not touched', async (t) => {
  const folder = temporaryFolder(t)
  const server = await start(t, folder)
  await server.stop()
  const bystander = spawn('sleep', ['60'])
  t.teardown(() => void bystander.kill('SIGKILL'))
  writeFileSync(join(server.dataDir, 'postmaster.pid'), `${bystander.pid}\n${server.dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`)
  writeFileSync(join(folder, 'lock'), `${bystander.pid}\tnot-its-start\tx`)
  const again = await start(t, folder)
  await query(again.connectionString('postgres'), 'select 1')
  t.ok(bystander.pid !== undefined && isAlive(bystander.pid))
})

t.test('Ctrl-C at the terminal reaches the whole process group but not the server: we stop it when the work is drained', async (t) => {
  const { child, url, serverPid } = await startElsewhere(t, temporaryFolder(t))
  if (child.pid === undefined) throw new Error('not started')
  process.kill(-child.pid, 'SIGINT')
  await sleep(300)
  t.ok(isAlive(serverPid))
  t.strictSame(await query(url, 'select 1 as one'), [{ one: 1 }])
  child.kill('SIGTERM')
  await once(child, 'exit')
  t.equal(isAlive(serverPid), false)
})

t.test('a server that dies by itself is reported', async (t) => {
  const alive = setInterval(() => undefined, 1000)
  t.teardown(() => clearInterval(alive))
  const died = Promise.withResolvers<void>()
  const server = await start(t, temporaryFolder(t), { onUnexpectedExit: died.resolve })
  process.kill(Number(readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
  await died.promise
  t.pass('reported')
})

t.test('data that is damaged, foreign or of another version is refused in one sentence and left as it is', async (t) => {
  const cases = [
    {
      why: 'not ours',
      damage: (dataDir: string) => writeFileSync(join(dataDir, 'holiday.jpg'), ''),
      says: /is damaged or not ours: move it away/,
    },
    {
      why: 'another version',
      damage: (dataDir: string) => writeFileSync(join(dataDir, 'PG_VERSION'), '15\n'),
      says: /was made by PostgreSQL 15, not 18: move it away/,
    },
  ]
  for (const { why, damage, says } of cases) {
    const folder = temporaryFolder(t)
    mkdirSync(join(folder, 'postgres'))
    damage(join(folder, 'postgres'))
    await t.rejects(start(t, folder), { name: 'EmbeddedServiceError', message: says }, why)
  }
  const folder = temporaryFolder(t)
  await (await start(t, folder)).stop()
  rmSync(join(folder, 'postgres', 'global'), { recursive: true })
  const failure = await start(t, folder).catch((error: unknown) => error)
  t.ok(failure instanceof EmbeddedServiceError)
  t.match(failure, { message: /did not start .*postgres\.log/ })
})

t.test('a data folder that was half made is made again', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'postgres.new-999999'))
  writeFileSync(join(folder, 'postgres.new-999999', 'PG_VERSION'), '18\n')
  await start(t, folder)
  t.notOk(existsSync(join(folder, 'postgres.new-999999')))
})

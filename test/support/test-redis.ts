import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Test } from 'tap'
import { findProgram, programs } from '../../scripts/ensure-programs.ts'
import { quietPort } from './quiet-port.ts'

/** `prefix` keeps tests apart on a Redis they share. */
export type TestRedis = { url: string; prefix: string }
export type OwnRedis = TestRedis & { kill(): Promise<void>; restart(): Promise<void> }

/** A real Redis: the one REDIS_URL names, else a private one that ends with the test. */
export async function testRedis(t: Test): Promise<TestRedis> {
  const url = process.env.REDIS_URL
  return url === undefined ? ownRedis(t) : { url, prefix: randomPrefix() }
}

/** A private Redis that the test may kill and restart; it comes back empty, at the same address. */
export async function ownRedis(t: Pick<Test, 'teardown'>): Promise<OwnRedis> {
  const password = randomUUID()
  let { server, port } = await launchSomewhere(password)
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.stdin?.end()
    await once(server, 'exit')
  }
  const restart = async (): Promise<void> => {
    await kill()
    server = await launch({ port, password })
  }
  t.teardown(kill)
  return { url: `redis://:${password}@127.0.0.1:${port}`, prefix: randomPrefix(), kill, restart }
}

function randomPrefix(): string {
  return `{test-${randomUUID().slice(0, 8)}}`
}

type Address = { port: number; password: string }

const LAUNCH_TRIES = 5

/** Between finding a port free and listening on it somebody else may take it. */
async function launchSomewhere(password: string): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await quietPort()
    try {
      return { port, server: await launch({ port, password }) }
    } catch (error) {
      if (attempt === LAUNCH_TRIES) throw error
    }
  }
}

/** The server ends with the pipe only we hold, so none outlives a killed test. */
async function launch({ port, password }: Address): Promise<ChildProcess> {
  const redis = findProgram(programs.redis)
  if (redis === undefined) throw new Error('redis-server is not installed: npm test installs it or says how')
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction']
  const script = '"$@" & server=$!; read -r _; exec 2>/dev/null; kill -9 $server; wait $server'
  const child = spawn('/bin/sh', ['-c', script, 'sh', redis, ...settings, '--requirepass', password, '--dir', tmpdir()], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  try {
    await untilAnswering({ port, password })
  } catch (error) {
    child.stdin?.end()
    throw error
  }
  return child
}

/** A server of somebody else on this port does not know the password. */
async function untilAnswering(address: Address): Promise<void> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const client = new Redis({ ...address, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.ping()
      return
    } catch (error) {
      const isForeign = error instanceof Error && /WRONGPASS|NOAUTH|without any password/.test(error.message)
      if (isForeign || performance.now() > deadline) throw error
      await sleep(20)
    } finally {
      client.disconnect()
    }
  }
}

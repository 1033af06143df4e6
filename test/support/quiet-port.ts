import { randomInt } from 'node:crypto'
import { freePort } from '../../src/embedded/free-port.ts'

/** Below the ports that systems lend to outgoing connections: while nobody listens there, nobody is given it by chance. */
const PORTS = { from: 10_000, before: 32_000 } as const

/** A port of 127.0.0.1 that is free and stays so, unless another server chooses the same one. */
export function quietPort(): Promise<number> {
  return freePort(randomInt(PORTS.from, PORTS.before))
}

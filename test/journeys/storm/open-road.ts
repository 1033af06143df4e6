import type { Test } from 'tap'
import { Agent, fetch } from 'undici'
import type { Carry } from '../../support/stack-client.ts'

/** Sockets of all partners' programs together; a request that finds none free waits for one. */
const SOCKETS = 200

/** What the partners' programs send over: as many sockets as one gateway would meet at its door, not one for each order. */
export function openRoad(t: Test): Carry {
  const agent = new Agent({ connections: SOCKETS })
  t.teardown(() => agent.destroy())
  return (url, init) => fetch(url, { ...init, dispatcher: agent })
}

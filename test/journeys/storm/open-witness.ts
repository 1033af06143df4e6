import type { Test } from 'tap'
import { openDatabase } from '../../../src/store/database.ts'
import type { Stack } from '../../support/stack.ts'

/** The stack as the proof sees it: over connections of its own, so that it neither waits for the gateway's nor takes one away. */
export function openWitness(t: Test, stack: Stack): Stack {
  const db = openDatabase({ connectionString: stack.databaseUrl, maxConnections: 4, statementTimeoutMs: 60_000 })
  t.teardown(() => db.destroy())
  return { ...stack, core: { ...stack.core, db } }
}

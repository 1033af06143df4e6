import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Test } from 'tap'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}
/** How a statement read a table. */
export type Scan = { table: string; by: string; touched: number; statement: string }

const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': 0,
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  // Also what triggers and foreign keys ask.
  'auto_explain.log_nested_statements': 'on',
  // The plan a busy server settles on: made for any values.
  plan_cache_mode: 'force_generic_plan',
}

/** A way to the database on which PostgreSQL tells how it carries out whatever is asked, and what it told since the last look. */
export function watchPlans(t: Test, connectionString: string) {
  let told: string[] = []
  const { emit } = pg.Client.prototype
  pg.Client.prototype.emit = function (this: pg.Client, name: string, ...rest: unknown[]): boolean {
    if (name === 'notice') told.push(String((rest[0] as { message?: string }).message))
    return EventEmitter.prototype.emit.call(this, name, ...rest)
  } as typeof emit
  t.teardown(() => {
    pg.Client.prototype.emit = emit
  })
  const url = new URL(connectionString)
  const options = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  url.searchParams.set('options', options.join(' '))
  return {
    connectionString: url.href.replaceAll('+', '%20'),
    look: (): { statements: number; scans: Scan[] } => {
      const plans = told.filter((text) => text.includes('plan:')).map((text) => JSON.parse(text.slice(text.indexOf('{'))) as Told)
      told = []
      return { statements: plans.length, scans: plans.flatMap(({ 'Query Text': statement, Plan }) => scansOf(Plan, statement)) }
    },
  }
}

type Told = { 'Query Text': string; Plan: Node }

function scansOf(node: Node, statement: string): Scan[] {
  const below = (node.Plans ?? []).flatMap((child) => scansOf(child, statement))
  const table = node['Relation Name']
  if (table === undefined || !node['Node Type'].endsWith('Scan')) return below
  const { 'Actual Loops': loops = 1, 'Rows Removed by Filter': removed = 0, 'Rows Removed by Index Recheck': rechecked = 0 } = node
  const touched = Math.round(((node['Actual Rows'] ?? 0) + removed + rechecked) * loops)
  return [{ table, by: node['Index Name'] ?? node['Node Type'], touched, statement }, ...below]
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { version } from 'node:process'
import type { Row } from './row.ts'

const RESULTS = join(import.meta.dirname, '..', 'results')
const HEAD = ['what', 'ours', 'baseline', 'ratio', 'by rate', 'budget', 'held'] as const

/** Prints the rows as a table that is Markdown too, and leaves them as JSON in bench/results. */
export function report(part: string, rows: readonly Row[], loadBefore: readonly number[]): void {
  const machine = { node: version, cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), loadBefore, loadAfter: loadavg() }
  const cells = rows.map(cellsOf)
  const widths = HEAD.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  console.log(
    `\n${part}: Node ${version}, ${machine.cores} cores, load ${loadBefore[0]?.toFixed(1)} before and ${machine.loadAfter[0]?.toFixed(1)} after`,
  )
  console.log([line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n'))
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `${part}.json`), `${JSON.stringify({ part, at: new Date().toISOString(), machine, rows }, null, 2)}\n`)
}

function cellsOf({ what, ours, baseline, ratio, rateRatio, budget, held }: Row): string[] {
  const verdict = held === null ? '' : held ? 'yes' : 'no'
  return [what, ours, baseline, ratio?.toFixed(2) ?? '', rateRatio?.toFixed(2) ?? '', budget, verdict]
}

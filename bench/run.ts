import { loadavg } from 'node:os'
import { benchCatalogue } from './catalogue.ts'
import { report } from './support/report.ts'
import type { Row } from './support/row.ts'

// `npm run bench -- catalogue`: measures the parts named, all without a name, against their baselines; see docs/performance.md.
const PARTS: Record<string, () => Promise<Row[]>> = { catalogue: benchCatalogue }

const asked = process.argv.slice(2)
const unknown = asked.filter((part) => !PARTS[part])
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`)
  process.exit(1)
}
for (const [part, bench] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue
  const loadBefore = loadavg()
  report(part, await bench(), loadBefore)
}

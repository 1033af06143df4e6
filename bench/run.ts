import { loadavg } from 'node:os'
import { profileCatalogue } from './catalogue/profile.ts'
import { benchCatalogue } from './catalogue.ts'
import { benchOrders } from './orders.ts'
import { benchQueue } from './queue.ts'
import { report } from './support/report.ts'
import type { Row } from './support/row.ts'

// `npm run bench -- catalogue`: measures the parts named, all without a name, against their baselines; see docs/performance.md.
const PARTS: Record<string, () => Promise<Row[]>> = { catalogue: benchCatalogue, orders: benchOrders, queue: benchQueue }
// `npm run bench -- profile-catalogue`: names the functions the time goes to; never part of "all".
const PROFILES: Record<string, () => Promise<void>> = { 'profile-catalogue': profileCatalogue }

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !PARTS[name] && !PROFILES[name])
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${[...Object.keys(PARTS), ...Object.keys(PROFILES)].join(', ')}`)
  process.exit(1)
}
for (const [part, bench] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue
  const loadBefore = loadavg()
  report(part, await bench(), loadBefore)
}
for (const name of asked) await PROFILES[name]?.()

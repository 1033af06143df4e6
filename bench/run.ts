import { loadavg } from 'node:os'
import { benchCatalogueMemory } from './catalogue/memory.ts'
import { profileCatalogue } from './catalogue/profile.ts'
import { benchCatalogue } from './catalogue.ts'
import { benchOrderLists } from './orders/list-orders.ts'
import { benchPlaceOrders } from './orders/place-orders.ts'
import { profileOrders } from './orders/profile.ts'
import { benchQueue } from './queue.ts'
import { report } from './support/report.ts'
import type { Row } from './support/row.ts'
import { inScope } from './support/scope.ts'

// `npm run bench -- catalogue`: measures the parts named, all without a name, against their baselines; see docs/performance.md.
const PARTS: Record<string, () => Promise<Row[]>> = {
  catalogue: benchCatalogue,
  'catalogue-memory': benchCatalogueMemory,
  'orders-place': () => inScope(benchPlaceOrders),
  'orders-list': () => inScope(benchOrderLists),
  queue: benchQueue,
}
// A name for several parts.
const GROUPS: Record<string, readonly string[]> = { orders: ['orders-place', 'orders-list'] }
// `npm run bench -- profile-orders`: names the functions the time goes to; never part of "all".
const PROFILES: Record<string, () => Promise<void>> = { 'profile-catalogue': profileCatalogue, 'profile-orders': profileOrders }

const asked = process.argv.slice(2).flatMap((name) => GROUPS[name] ?? [name])
const unknown = asked.filter((name) => !PARTS[name] && !PROFILES[name])
if (unknown.length > 0) {
  console.error(
    `no such part: ${unknown.join(', ')}; there are ${[...Object.keys(PARTS), ...Object.keys(GROUPS), ...Object.keys(PROFILES)].join(', ')}`,
  )
  process.exit(1)
}
for (const [part, bench] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue
  const loadBefore = loadavg()
  report(part, await bench(), loadBefore)
}
for (const name of asked) await PROFILES[name]?.()

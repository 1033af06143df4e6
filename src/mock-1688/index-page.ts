import { APIS } from './apis.ts'
import { SELLER_COUNT } from './catalogue/seller.ts'
import { EXAMPLES, type Example } from './control/examples.ts'
import type { World } from './state/world.ts'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}
th{text-align:left;padding:.25rem 1.5rem .25rem 0;font-weight:600;vertical-align:top}td{padding:.25rem 1rem .25rem 0;vertical-align:top;overflow-wrap:anywhere}
figure{display:inline-block;margin:.3rem;font-size:.8rem;text-align:center;width:150px;vertical-align:top}img{border-radius:8px}
pre{background:#f4f4f6;padding:.6rem .8rem;margin:.2rem 0;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.82rem}code{font-size:.9em}
details{margin:.3rem 0}summary{cursor:pointer;font-weight:600}ul{columns:2 22rem;padding-left:1.2rem}`

/** What a person sees who opens the mock in a browser: what is in it, and what can be switched. */
export function indexPage(world: World, pictureBytes: number): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mock 1688</title><style>${STYLE}</style>
<h1>Mock 1688</h1><p>A stand-in for the 1688 open platform, its couriers and a carrier. Nothing here is real: no order reaches a seller and no money moves.</p>
<table>${facts(world, pictureBytes)}</table>
<p>State: <a href="/control/orders">orders</a>, <a href="/control/refunds">refunds</a>, <a href="/control/parcels">parcels</a>, <a href="/control/carrier">carrier</a>, <a href="/control/messages">messages</a>, <a href="/control/products">products</a>, <a href="/control/apps">apps</a>, <a href="/control/settings">settings</a>, <a href="/control/faults">faults</a>, <a href="/control/clock">clock</a>. More in <code>src/mock-1688/README.md</code>.</p>
<h2>What can be switched</h2>${EXAMPLES.map((group) => `<details${group.open ? ' open' : ''}><summary>${group.name}</summary>${group.examples.map((example) => exampleHtml(world, example)).join('')}</details>`).join('')}
<h2>Settings now</h2><table>${settings(world)}</table>
<h2>Some products</h2>${pictures(world)}
<h2>APIs</h2><ul>${apis(world)}</ul></html>`
}

function facts(world: World, pictureBytes: number): string {
  const messages = world.pushes.list()
  const waiting = messages.filter((message) => message.state === 'failed').length
  return rows([
    ['Products', `${world.catalogue.size} of ${SELLER_COUNT} sellers, ${world.catalogue.searchIndex.size} of them searchable`],
    ['Orders', String(world.orders.size)],
    ['Refunds', String(world.refunds.size)],
    ['Messages', `${messages.length} (${waiting} waiting to be pulled)`],
    [
      'Clock',
      `${new Date(world.clock.now()).toISOString()}${world.clock.stopped ? ', stopped' : ''}; ${world.schedule.size} things due later`,
    ],
    [
      'Apps',
      world.apps
        .all()
        .map((app) => app.appKey)
        .join(', '),
    ],
    ['Faults waiting', String(world.faults.list().length)],
    ['Callback URL', world.settings.callbackUrl ?? 'none: messages wait to be pulled'],
    ['Pictures in memory', `${Math.round(pictureBytes / 1024)} KiB`],
  ])
}

function exampleHtml({ publicUrl }: World, { does, method, path, body }: Example): string {
  const payload = body === undefined ? '' : ` -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
  const verb = method === 'GET' ? '' : `-X ${method} `
  return `<p>${escapeHtml(does)}</p><pre>${escapeHtml(`curl ${verb}'${publicUrl}${path}'${payload}`)}</pre>`
}

function settings(world: World): string {
  return rows(Object.entries(world.settings).map(([name, value]) => [name, JSON.stringify(value)]))
}

function pictures(world: World): string {
  return Array.from({ length: Math.min(12, world.catalogue.size) }, (_, index) =>
    world.catalogue.generated((index * 7) % world.catalogue.size),
  )
    .map(
      ({ offerId, kind }) =>
        `<figure><img src="/img/${offerId}/1.200x200.jpg" width="150" height="150" alt="" loading="lazy"><figcaption>${escapeHtml(kind.name.zh)}<br>${offerId}</figcaption></figure>`,
    )
    .join('')
}

function apis(world: World): string {
  return [...APIS.values()]
    .map((api) => `<li><code>${api.namespace}:${api.name}</code> <small>${world.traffic.calls.get(api.name) ?? 0} calls</small></li>`)
    .join('')
}

function rows(cells: readonly (readonly [string, string])[]): string {
  return cells.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

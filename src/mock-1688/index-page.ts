import { APIS } from './apis.ts'
import { SELLER_COUNT } from './catalogue/seller.ts'
import type { World } from './state/world.ts'

/** What a person sees who opens the mock in a browser. */
export function indexPage(world: World, pictureBytes: number): string {
  const messages = world.pushes.list()
  const facts: readonly (readonly [string, string | number])[] = [
    ['Products', `${world.catalogue.size} of ${SELLER_COUNT} sellers`],
    ['Orders', world.orders.size],
    ['Refunds', world.refunds.size],
    ['Messages', `${messages.length} (${messages.filter((message) => message.state === 'failed').length} waiting to be pulled)`],
    ['Clock', new Date(world.clock.now()).toISOString()],
    ['Callback URL', world.settings.callbackUrl ?? 'none: messages wait to be pulled'],
    ['Pictures in memory', `${Math.round(pictureBytes / 1024)} KiB`],
  ]
  const rows = facts.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(String(value))}</td></tr>`).join('')
  const pictures = Array.from({ length: Math.min(12, world.catalogue.size) }, (_, index) =>
    world.catalogue.generated((index * 7) % world.catalogue.size),
  )
    .map(
      (product) =>
        `<figure><img src="/img/${product.offerId}/1.200x200.jpg" width="150" height="150" alt=""><figcaption>${escapeHtml(product.kind.name.zh)}<br>${product.offerId}</figcaption></figure>`,
    )
    .join('')
  const apis = [...APIS.values()]
    .map((api) => `<li><code>${api.namespace}:${api.name}</code> <small>${world.traffic.calls.get(api.name) ?? 0} calls</small></li>`)
    .join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mock 1688</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}th{text-align:left;padding-right:1.5rem;font-weight:600}figure{display:inline-block;margin:.3rem;font-size:.8rem;text-align:center}img{border-radius:8px}pre{background:#f4f4f6;padding:1rem;overflow:auto}code{font-size:.9em}</style>
<h1>Mock 1688</h1><p>A stand-in for the 1688 open platform, its couriers and a carrier. Nothing here is real: no order reaches a seller and no money moves.</p>
<table>${rows}</table>
<h2>Turn it</h2><pre>${escapeHtml(curlLines(world))}</pre>
<p>More in <code>src/mock-1688/README.md</code>. State: <a href="/control/orders">orders</a>, <a href="/control/refunds">refunds</a>, <a href="/control/parcels">parcels</a>, <a href="/control/messages">messages</a>, <a href="/control/products">products</a>, <a href="/control/settings">settings</a>, <a href="/control/faults">faults</a>, <a href="/control/clock">clock</a>.</p>
<h2>Some products</h2>${pictures}
<h2>APIs</h2><ul>${apis}</ul></html>`
}

function curlLines(world: World): string {
  const { publicUrl } = world
  return [
    `curl -X POST ${publicUrl}/control/clock -H 'content-type: application/json' -d '{"days": 1}'`,
    `curl ${publicUrl}/control/orders`,
    `curl -X POST ${publicUrl}/control/orders/ORDER_ID/ship -H 'content-type: application/json' -d '{}'`,
    `curl -X POST ${publicUrl}/control/parcels/WAYBILL_NO/advance -H 'content-type: application/json' -d '{"status": "SIGN"}'`,
    `curl -X POST ${publicUrl}/control/refunds/REFUND_ID/agree`,
    `curl -X POST ${publicUrl}/control/faults -H 'content-type: application/json' -d '{"api": "alibaba.trade.createCrossOrder", "kind": "cutAfter"}'`,
    `curl -X POST ${publicUrl}/control/reset`,
  ].join('\n')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEMO_KEY } from '../src/compose/demo.ts'
import { buyOnCredit } from './demo/buy-on-credit.ts'
import { failAndRefund } from './demo/fail-and-refund.ts'
import { createPartner } from './demo/partner.ts'
import { passAndDeliver } from './demo/pass-and-deliver.ts'
import { showLedger } from './demo/show-ledger.ts'
import { createStory } from './demo/story.ts'

// One order's whole life and one refund, over HTTP only, as a partner would: `npm run demo` against a running `npm start`.
const url = process.env.DEMO_URL ?? runningGateway()
const story = createStory()
try {
  const partner = createPartner({ url, apiKey: process.env.DEMO_KEY ?? DEMO_KEY.text })
  const me = await partner.reach()
  story.title(`Partner ${me.name} at ${url}`)
  const opening = await partner.balances()
  story.title('1  Search to delivery')
  const delivered = await passAndDeliver(partner, story)
  story.title('2  A failed inspection, claimed from the seller and refunded')
  const refunded = await failAndRefund(partner, story)
  story.title('3  Bought on credit, paid in, paid back')
  const lent = await buyOnCredit(partner, story)
  story.title('4  The ledger')
  await showLedger(partner, { opening, sources: [...delivered, ...refunded, ...lent], story })
  story.done()
} catch (error) {
  story.failed(error)
  process.exitCode = 1
}

/** Where `npm start` of this project listens; the usual address when nothing says otherwise. */
function runningGateway(): string {
  const note = resolve(import.meta.dirname, '..', process.env.DATA_DIR ?? '.data', 'running.json')
  return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as { url: string }).url : 'http://127.0.0.1:3000'
}

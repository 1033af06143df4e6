import { Catalogue } from '../src/mock-1688/catalogue/catalogue.ts'
import { offerIdAt } from '../src/mock-1688/catalogue/offer-id.ts'
import { type ProductQuery, searchProducts } from '../src/mock-1688/catalogue/search-products.ts'
import { looksOf } from '../src/mock-1688/pictures/looks.ts'
import { LooksIndex } from '../src/mock-1688/pictures/looks-index.ts'
import { renderPicture } from '../src/mock-1688/pictures/render-picture.ts'
import { Changes } from '../src/mock-1688/state/changes.ts'

// `npx node --expose-gc bench/mock-search.ts`: what the mock's catalogue of a million offers costs; the figures stand in src/mock-1688/README.md.
const OFFERS = 1_000_000
const ROUNDS = 41

const ANY: ProductQuery = {
  keyword: null,
  chineseOnly: false,
  categoryIds: [],
  sellerOpenId: null,
  priceStartFen: null,
  priceEndFen: null,
  filters: [],
  sales: [],
  sort: null,
  now: Date.now(),
}

const QUERIES: Record<string, Partial<ProductQuery>> = {
  'everything, by sales': {},
  连衣裙: { keyword: '连衣裙' },
  'linen summer dress': { keyword: 'linen summer dress' },
  夏季新款宽松连衣裙: { keyword: '夏季新款宽松连衣裙' },
  'bag, 3 filters, 20-60 yuan': {
    keyword: 'bag',
    filters: ['isOnePsale', 'noReason7DReturn', 'new30'],
    priceStartFen: 2000,
    priceEndFen: 6000,
  },
  'cable, by price': { keyword: 'cable', sort: { key: 'price', descending: false } },
}

/** What is held, and what the process takes: an idle process gives memory back late. */
const memory = (): string[] => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  return [`${((heapUsed + arrayBuffers) / 1_048_576).toFixed(0)} MB held`, `${(rss / 1_048_576).toFixed(0)} MB RSS`]
}
const line = (name: string, ...facts: string[]): void => console.log(`${name.padEnd(42)}${facts.map((fact) => fact.padStart(14)).join('')}`)

async function timed<T>(run: () => T | Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  const result = await run()
  return [result, performance.now() - started]
}

async function median(run: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push((await timed(run))[1])
  return times.sort((left, right) => left - right)[ROUNDS >> 1] ?? 0
}

line('loaded', ...memory())
const catalogue = new Catalogue(new Changes(), OFFERS)
const [index, built] = await timed(() => catalogue.searchIndex)
line(`search index of ${index.size}`, `${built.toFixed(0)} ms`, ...memory())
for (const [name, query] of Object.entries(QUERIES)) {
  const found = searchProducts(catalogue, { ...ANY, ...query })
  line(name, `${found.length} hits`, `${(await median(() => searchProducts(catalogue, { ...ANY, ...query }))).toFixed(2)} ms`)
}
const looks = new LooksIndex(index.size)
const [, looked] = await timed(() => looks.looksOfProduct(0))
line(`looks of ${index.size} pictures`, `${looked.toFixed(0)} ms`, ...memory())
const product = catalogue.generated(12_345)
const [picture, drawn] = await timed(() => renderPicture(product, '1', { size: 800, format: 'jpg' }))
const wanted = await looksOf(picture)
if (wanted === null) throw new Error('a drawn picture can be read')
const all = searchProducts(catalogue, ANY)
line('one picture drawn, one hashed', `${drawn.toFixed(0)} ms`, `${(await median(() => looksOf(picture))).toFixed(1)} ms`)
line('nearest of all by looks', `${(await median(() => looks.nearest(all, wanted))).toFixed(1)} ms`)
const [, generated] = await timed(() => {
  for (let at = 0; at < 20_000; at++) catalogue.find(offerIdAt((at * 7919) % OFFERS))
})
line('one offer of the million, by id', `${((generated * 1000) / 20_000).toFixed(0)} us`, ...memory())

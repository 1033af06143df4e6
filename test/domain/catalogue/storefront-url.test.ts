import t from 'tap'
import { storefrontUrl } from '../../../src/domain/catalogue/storefront-url.ts'

const GIVEN: readonly [template: string | null, url: string | undefined][] = [
  ['https://shop.example/p/{productId}', 'https://shop.example/p/prd_612345678901'],
  ['https://shop.example:8443/?id={offerId}&from=1688', 'https://shop.example:8443/?id=612345678901&from=1688'],
  ['https://shop.example/{offerId}/{productId}', 'https://shop.example/612345678901/prd_612345678901'],
  ['http://localhost:3000/p/{offerId}', 'http://localhost:3000/p/612345678901'],
  [null, undefined],
  ['', undefined],
  ['https://shop.example/p/', undefined],
  ['http://shop.example/p/{productId}', undefined],
  ['http://localhost.evil.com/{productId}', undefined],
  ['https://{offerId}.evil.com/', undefined],
  ['https://a@evil.com/{offerId}', undefined],
  ['javascript:alert({offerId})', undefined],
  ['//evil.com/{offerId}', undefined],
  ['https://shop.example/\r\nset-cookie: {offerId}', undefined],
  ['https://shop.example:99999/{offerId}', undefined],
]

for (const [template, url] of GIVEN) {
  t.test(`${JSON.stringify(template)} leads to ${url ?? 'nowhere'}`, async (t) => t.equal(storefrontUrl(template, '612345678901'), url))
}

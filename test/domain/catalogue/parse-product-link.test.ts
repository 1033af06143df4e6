import t from 'tap'
import { type LinkReason, parseProductLink } from '../../../src/domain/catalogue/parse-product-link.ts'

const ID = '612345678901'

const TAKEN: readonly [form: string, text: string][] = [
  ['desktop', `https://detail.1688.com/offer/${ID}.html`],
  ['desktop with tracking', `https://detail.1688.com/offer/${ID}.html?spm=a26352.b28411319.offerlist.1&cosite=-&tracelog=p4p#top`],
  ['desktop, plain http, capitals', `HTTP://DETAIL.1688.COM/offer/${ID}.html`],
  ['desktop, without a scheme', `detail.1688.com/offer/${ID}.html`],
  ['desktop pictures', `https://detail.1688.com/pic/offer/${ID}.html`],
  ['desktop, main host', `https://www.1688.com/offer/${ID}.html`],
  ['mobile', `https://m.1688.com/offer/${ID}.html`],
  ['mobile without an ending', `https://m.1688.com/offer/${ID}`],
  ['mobile page', `https://detail.m.1688.com/page/index.html?offerId=${ID}`],
  ['mobile page, parameter in another place and case', `https://detail.m.1688.com/page/index.html?sk=consign&offerid=${ID}&x=1`],
  ['share text', `我在1688发现了一个好货 【台灯】 https://detail.1688.com/offer/${ID}.html，快来看看吧`],
  ['share text, mobile page', `「Desk lamp」https://detail.m.1688.com/page/index.html?offerId=${ID}。复制打开 1688`],
  ['share text with a short link besides', `https://qr.1688.com/s/AbCd12 或 https://detail.1688.com/offer/${ID}.html`],
  ['in brackets', `(https://detail.1688.com/offer/${ID}.html)`],
  ['bare offer id', ID],
  ['bare offer id with spaces', `  ${ID}\n`],
  ['our own id', `prd_${ID}`],
  ['mobile host alone', `https://detail.m.1688.com?offerId=${ID}`],
  ['mobile host with a slash', `https://detail.m.1688.com/?sk=consign&offerId=${ID}&spm=a26.b1`],
  [
    'full-width letters and digits',
    `ｈｔｔｐｓ：／／ｄｅｔａｉｌ．１６８８．ｃｏｍ／ｏｆｆｅｒ／${[...ID].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')}．ｈｔｍｌ`,
  ],
  ['full-width digits alone', [...ID].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')],
  ['carried in another address', `https://login.1688.com/?done=https%3A%2F%2Fdetail.1688.com%2Foffer%2F${ID}.html%3Fspm%3Da`],
]

const REFUSED: readonly [text: string, reason: LinkReason][] = [
  ['', 'empty'],
  [' \n ', 'empty'],
  ['https://qr.1688.com/s/AbCd12', 'shortLink'],
  ['https://m.tb.cn/h.5abc 台灯', 'shortLink'],
  ['https://shop123.1688.com/page/offerlist.html', 'notAProductPage'],
  ['https://detail.m.1688.com/page/index.html?offerId=abc', 'notAProductPage'],
  ['https://detail.1688.com/offer/12.html', 'notAProductPage'],
  [`https://detail.1688.com/other/${ID}.html`, 'notAProductPage'],
  ['https://item.taobao.com/item.htm?id=612345678901', 'otherSite'],
  [`https://detail.1688.com.evil.com/offer/${ID}.html`, 'otherSite'],
  [`https://evil.com/offer/${ID}.html`, 'otherSite'],
  ['https://detail.m.1688.com/', 'notAProductPage'],
  ['https://s.1688.com/selloffer/offer_search.htm?keywords=x', 'shortLink'],
  ['https://evil.com/?u=https%3A%2F%2Fdetail.1688.com.evil.com%2Foffer%2F612345678901.html', 'otherSite'],
  [`https://evil.com/?u=detail.1688.com/offer/${ID}.html`, 'otherSite'],
  ['暖光台灯', 'noLink'],
  ['12', 'noLink'],
]

for (const [form, text] of TAKEN) {
  t.test(`takes: ${form}`, async (t) => t.strictSame(parseProductLink(text), { offerId: ID }))
}

for (const [text, reason] of REFUSED) {
  t.test(`says why not: ${JSON.stringify(text)}`, async (t) => t.strictSame(parseProductLink(text), { reason }))
}

t.test('any id comes back from any form, whatever words stand around it', async (t) => {
  const random = generator(20261122)
  const pick = <One>(from: readonly One[]): One | undefined => from[Math.floor(random() * from.length)]
  const around = ['', ' ', '看看 ', '【灯】', '“', '\n', '1688 ', '¥12.50 ', 'A/B, ']
  for (let run = 0; run < 2_000; run++) {
    const offerId = `${1 + Math.floor(random() * 9)}${Array.from({ length: 8 + Math.floor(random() * 11) }, () => Math.floor(random() * 10)).join('')}`
    const link = (pick(TAKEN.filter(([, text]) => text.includes('//')))?.[1] ?? '').replace(ID, offerId)
    const text = `${pick(around)}${link} ${pick(around)}`
    t.strictSame(parseProductLink(text), { offerId }, text)
  }
})

t.test('no text breaks it or makes it slow', async (t) => {
  const random = generator(7)
  const pieces = [
    'https://',
    'detail.1688.com',
    '/offer/',
    '.html',
    '?offerId=',
    '%',
    '1',
    '。',
    ' ',
    '\u0000',
    '.com',
    'a-',
    '..',
    '[',
    '@',
  ]
  for (let run = 0; run < 2_000; run++) {
    const text = Array.from({ length: 30 }, () => pieces[Math.floor(random() * pieces.length)]).join('')
    const parsed = parseProductLink(text)
    t.ok('reason' in parsed || /^[0-9]{9,20}$/.test(parsed.offerId))
  }
  const before = process.cpuUsage()
  for (const unit of ['a.', 'a-', 'https://', 'a.com/', '1']) parseProductLink(unit.repeat(2_000 / unit.length))
  t.ok(process.cpuUsage(before).user < 2_000_000, 'no text takes long')
})

/** Numbers in [0, 1), the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

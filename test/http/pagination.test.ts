import t from 'tap'
import { createCursors } from '../../src/http/pagination.ts'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, post } = server
for (let n = 0; n < 5; n++) await post({ name: n % 2 === 0 ? 'even' : 'odd' })

t.test('pages follow each other without a gap or a double, by cursor and by Link', async (t) => {
  const seen: string[] = []
  let url = '/v1/things?limit=2'
  for (let page = 0; page < 3; page++) {
    const answer = await call({ url })
    const body = answer.json()
    t.equal(body.object, 'list')
    seen.push(...body.data.map((thing: { id: string }) => thing.id))
    t.equal(body.hasMore, page < 2)
    const link = String(answer.headers.link ?? '')
    if (page === 2) t.match([body.nextCursor, link], [null, ''])
    else t.equal(link, `</v1/things?limit=2&cursor=${encodeURIComponent(body.nextCursor)}>; rel="next"`)
    url = /<(.*)>/.exec(link)?.[1] ?? url
  }
  t.equal(new Set(seen).size, 5)
  t.same(seen, [...seen].sort().reverse(), 'newest first')
})

t.test('400: a cursor that is not ours, or for other filters', async (t) => {
  const { nextCursor } = (await call({ url: '/v1/things?limit=2' })).json()
  const [payload = '', signature = ''] = nextCursor.split('.')
  const forged = Buffer.from(JSON.stringify({ v: 1, t: '2020-01-01T00:00:00.000Z', i: 'ord_x', f: 'x' })).toString('base64url')
  for (const [name, cursor] of [
    ['made up', 'abc'],
    ['no signature', payload],
    ['another payload', `${forged}.${signature}`],
    ['a broken signature', `${payload}.${signature.slice(0, -2)}AA`],
    ['of another secret', createCursors('another').write(['2026-01-01T00:00:00.000Z', 'ord_x'], {})],
    ['a prototype', Buffer.from('{"__proto__":{}}').toString('base64url')],
  ] as const) {
    const answer = await call({ url: `/v1/things?limit=2&cursor=${cursor}` })
    t.equal(answer.statusCode, 400, name)
    t.equal(answer.json().code, 'cursor.invalid', name)
  }
  t.equal((await call({ url: `/v1/things?limit=2&name=odd&cursor=${nextCursor}` })).statusCode, 400, 'other filters')
  t.equal((await call({ url: `/v1/things?limit=4&cursor=${nextCursor}` })).statusCode, 200, 'another limit is no other filter')
})

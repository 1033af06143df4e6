import t from 'tap'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, post } = server

t.test('422: each wrong field is named by pointer and code', async (t) => {
  for (const [name, payload, expected] of [
    ['missing', {}, { pointer: '#/name', code: 'required', detail: 'This field is required.' }],
    ['unknown', { name: 'a', colour: 1 }, { pointer: '#/colour', code: 'unknown_field' }],
    ['unknown with a slash', { name: 'a', 'b/c~d': 1 }, { pointer: '#/b~1c~0d', code: 'unknown_field' }],
    ['of the wrong type', { name: 7 }, { pointer: '#/name', code: 'invalid_type' }],
    ['a number as text', { name: 'a', quantity: '2' }, { pointer: '#/quantity', code: 'invalid_type' }],
    ['too small', { name: 'a', quantity: 0 }, { pointer: '#/quantity', code: 'too_small', detail: 'Must be at least 1.' }],
    ['too large', { name: 'a', quantity: 11 }, { pointer: '#/quantity', code: 'too_large' }],
    ['a fraction', { name: 'a', quantity: 1.5 }, { pointer: '#/quantity', code: 'invalid_type' }],
    ['too short', { name: '' }, { pointer: '#/name', code: 'too_short' }],
    ['too long', { name: '界'.repeat(21) }, { pointer: '#/name', code: 'too_long' }],
    ['too many', { name: 'a', lines: Array.from({ length: 4 }, () => ({ sku: 'x' })) }, { pointer: '#/lines', code: 'too_many_items' }],
    ['deep inside', { name: 'a', lines: [{ sku: 'x' }, { sku: 1 }] }, { pointer: '#/lines/1/sku', code: 'invalid_type' }],
    ['a name of a label', { name: 'a', metadata: { 'no blank': 'x' } }, { pointer: '#/metadata/no blank', code: 'invalid_value' }],
    ['a partner id smuggled in', { name: 'a', partnerId: 'par_b' }, { pointer: '#/partnerId', code: 'unknown_field' }],
    ['a list instead of an object', [], { pointer: '#', code: 'invalid_type' }],
  ] as const) {
    const answer = await post(JSON.stringify(payload), { 'content-type': 'application/json' })
    t.equal(answer.statusCode, 422, name)
    t.equal(answer.json().code, 'request.validation_failed', name)
    t.match(answer.json().errors, [{ in: 'body', ...expected }], name)
  }
})

t.test('422: texts that the database cannot keep are named, wherever they stand', async (t) => {
  for (const [name, payload, pointer] of [
    ['a null character', '{"name":"a\\u0000b"}', '#/name'],
    ['half a pair', '{"name":"a\\uD83Db"}', '#/name'],
    ['the other half', '{"name":"\\udc00"}', '#/name'],
    ['in a label', '{"name":"a","metadata":{"k":"\\u0000"}}', '#/metadata/k'],
    ['in the name of a label', '{"name":"a","metadata":{"\\u0000":"k"}}', '#/metadata'],
    ['deep inside', '{"name":"a","lines":[{"sku":"x"},{"sku":"\\ud800"}]}', '#/lines/1/sku'],
  ] as const) {
    const answer = await post(payload, { 'content-type': 'application/json' })
    t.equal(answer.statusCode, 422, name)
    t.match(answer.json(), { code: 'request.validation_failed', errors: [{ in: 'body', pointer, code: 'invalid_format' }] }, name)
  }
  const query = await call({ url: '/v1/things?name=a%00' })
  t.equal(query.statusCode, 422)
  t.match(query.json().errors, [{ in: 'query', pointer: '#/name', code: 'invalid_format' }])
  t.equal(
    (await post('{"name":"\\ud83d\\ude00 \\\\u0000"}', { 'content-type': 'application/json' })).statusCode,
    201,
    'a whole pair, a backslash',
  )
})

t.test('422: what zod cannot say Ajv decides', async (t) => {
  const metadata = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 'x']))
  const answer = await post({ name: 'a', metadata })
  t.equal(answer.statusCode, 422)
  t.match(answer.json().errors, [{ pointer: '#/metadata', code: 'too_many_items', detail: 'Must have at most 20 entries.' }])
})

t.test('422: a missing body', async (t) => {
  const answer = await call({
    method: 'POST',
    url: '/v1/things',
    headers: { 'idempotency-key': 'no-body-at-all', 'content-type': 'application/json' },
  })
  t.equal(answer.statusCode, 422)
  t.match(answer.json().errors, [{ in: 'body', pointer: '#', code: 'required' }])
})

t.test('422: at most 50 fields are listed, however hostile the body', async (t) => {
  const hostile = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field${n}`, n]))
  const answer = await post(hostile)
  t.equal(answer.statusCode, 422)
  t.equal(answer.json().errors.length, 50)
})

t.test('queries are read out of text, and unknown ones are refused', async (t) => {
  t.equal((await call({ url: '/v1/things?limit=5&name=a&name=b' })).statusCode, 200)
  t.equal((await call({ url: '/v1/things?name=a' })).statusCode, 200, 'one value of a list')
  for (const [url, expected] of [
    ['/v1/things?limit=101', { in: 'query', pointer: '#/limit', code: 'too_large' }],
    ['/v1/things?limit=0', { in: 'query', pointer: '#/limit', code: 'too_small' }],
    ['/v1/things?limit=many', { in: 'query', pointer: '#/limit', code: 'invalid_type' }],
    ['/v1/things?limit=', { in: 'query', pointer: '#/limit', code: 'invalid_type' }],
    ['/v1/things?limit=1&limit=2', { in: 'query', pointer: '#/limit', code: 'invalid_type' }],
    ['/v1/things?offset=10', { in: 'query', pointer: '#/offset', code: 'unknown_field' }],
    ['/v1/broken-things?x=1', { in: 'query', pointer: '#/x', code: 'unknown_field' }],
    ['/v1/things?__proto__=1', { in: 'query', pointer: '#/__proto__', code: 'unknown_field' }],
  ] as const) {
    const answer = await call({ url })
    t.equal(answer.statusCode, 422, url)
    t.match(answer.json().errors, [expected], url)
  }
})

t.test('problems speak Chinese or English, codes never change', async (t) => {
  for (const [language, locale, detail] of [
    ['zh-CN,zh;q=0.9', 'zh-CN', '此字段必填。'],
    ['zh-Hans', 'zh-CN', '此字段必填。'],
    ['en;q=0.5, zh;q=0.8', 'zh-CN', '此字段必填。'],
    ['fr, de', 'en', 'This field is required.'],
    ['zh;q=0', 'en', 'This field is required.'],
    ['', 'en', 'This field is required.'],
  ] as const) {
    const answer = await post({}, { 'accept-language': language })
    t.equal(answer.headers['content-language'], locale, language)
    t.match(answer.json(), { code: 'request.validation_failed', errors: [{ code: 'required', detail }] }, language)
  }
})

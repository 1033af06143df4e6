import t from 'tap'
import { buildSampleServer } from './support/sample-server.ts'

const server = await buildSampleServer()
t.teardown(() => server.app.close())
const { call, post } = server
const { id } = (await post({ name: 'lamp' })).json()
const url = `/v1/things/${id}`
const rename = (headers: Record<string, string>) => call({ method: 'PATCH', url, payload: { name: 'sofa' }, headers })

t.test('304: the caller has it already', async (t) => {
  for (const tag of ['"v1"', 'W/"v1"', '"v0", "v1"', '*']) {
    const answer = await call({ url, headers: { 'if-none-match': tag } })
    t.equal(answer.statusCode, 304, tag)
    t.equal(answer.body, '')
    t.equal(answer.headers.etag, '"v1"')
  }
  for (const tag of ['"v2"', 'v1', '']) t.equal((await call({ url, headers: { 'if-none-match': tag } })).statusCode, 200, tag)
})

t.test('428 without If-Match, 412 with an old one, 200 with the current one', async (t) => {
  t.match((await rename({})).json(), { status: 428, code: 'resource.version_required' })
  for (const tag of ['"v9"', 'W/"v1"', 'v1', '"something"']) {
    t.match((await rename({ 'if-match': tag })).json(), { status: 412, code: 'resource.version_mismatch' }, tag)
  }
  const answer = await rename({ 'if-match': '"v1"' })
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers.etag, '"v2"')
  t.equal((await rename({ 'if-match': '"v1"' })).statusCode, 412, 'the second of two writers loses')
  t.equal((await rename({ 'if-match': '*' })).statusCode, 200, 'any version')
})

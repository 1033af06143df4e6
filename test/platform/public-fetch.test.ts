import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createPublicFetch } from '../../src/platform/public-fetch.ts'

type Server = { port: string; connections: () => number; closed: () => number }

async function serve(t: Test, answer: RequestListener): Promise<Server> {
  const server = createServer(answer)
  let connections = 0
  let closed = 0
  server.on('connection', (socket) => {
    connections += 1
    socket.on('close', () => {
      closed += 1
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: String((server.address() as AddressInfo).port), connections: () => connections, closed: () => closed }
}

/** Takes one loopback address for a public one: all other rules stand. */
function fetchFrom(t: Test, port: string, options: { timeoutMs?: number; maxBytes?: number } = {}) {
  const isAllowedAddress = (address: string) => address.replace('::ffff:', '') === '127.0.0.1'
  const outside = createPublicFetch({ maxBytes: 1_000, timeoutMs: 5_000, ...options, protocol: 'http:', ports: [port], isAllowedAddress })
  t.teardown(() => outside.close())
  return outside
}

t.test('the bytes behind an address', async (t) => {
  const { port } = await serve(t, (_request, response) => response.end('bytes'))
  t.equal(String(await fetchFrom(t, port).bytes(`http://127.0.0.1:${port}/a.jpg`)), 'bytes')
})

t.test('no spelling of an address inside is ever connected to', async (t) => {
  const { port, connections } = await serve(t, (_request, response) => response.end('secret'))
  const outside = createPublicFetch({ maxBytes: 1_000, timeoutMs: 2_000, protocol: 'http:', ports: [port] })
  t.teardown(() => outside.close())
  const hosts = [
    ...['127.0.0.1', '127.1', '0177.0.0.1', '0x7f.1', '2130706433', '0', '0.0.0.0', 'localhost', 'localhost.'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:0:0:1]', '①②⑦.⓪.⓪.①'],
  ]
  for (const host of hosts) await t.rejects(outside.bytes(`http://${host}:${port}/`), { message: /hostNotPublic|notAnswered/ }, host)
  t.equal(connections(), 0)
})

t.test('https on two ports, without a name or a password, and nothing else', async (t) => {
  const outside = createPublicFetch({ maxBytes: 1_000, timeoutMs: 2_000 })
  t.teardown(() => outside.close())
  const urls = [
    ...[
      'http://example.com/a.jpg',
      'https://example.com:22/',
      'https://example.com:6379/',
      'https://user:pw@example.com/',
      'https://user@example.com/',
    ],
    ...[
      'file:///etc/passwd',
      'ftp://example.com/',
      'gopher://example.com/',
      'data:image/png;base64,AA',
      'javascript:1',
      '//example.com',
      'example.com',
      '',
    ],
  ]
  for (const url of urls) await t.rejects(outside.bytes(url), { message: 'urlNotAllowed' }, url)
})

t.test('a redirect is judged like the address it came from', async (t) => {
  let target = ''
  const { port, connections } = await serve(t, (request, response) => {
    if (request.url === '/picture') return void response.end('picture')
    response.writeHead(302, { location: target }).end()
  })
  const outside = fetchFrom(t, port)
  const start = `http://127.0.0.1:${port}/start`
  target = '/picture'
  t.equal(String(await outside.bytes(start)), 'picture')
  const before = connections()
  target = `http://127.0.0.2:${port}/`
  await t.rejects(outside.bytes(start), { message: 'hostNotPublic' })
  for (target of ['file:///etc/passwd', 'http://127.0.0.1:1/', '']) {
    await t.rejects(outside.bytes(start), { message: /urlNotAllowed|tooManyRedirects/ }, target)
  }
  target = '/start'
  await t.rejects(outside.bytes(start), { message: 'tooManyRedirects' })
  t.ok(connections() - before <= 9)
})

t.test('an answer that is too large is not read to its end, declared or not', async (t) => {
  const { port, closed } = await serve(t, (request, response) => {
    if (request.url === '/declared') return void response.writeHead(200, { 'content-length': '999999999' }).flushHeaders()
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
    }
    response.on('drain', more)
    more()
  })
  const outside = fetchFrom(t, port)
  await t.rejects(outside.bytes(`http://127.0.0.1:${port}/declared`), { message: 'tooLarge' })
  await t.rejects(outside.bytes(`http://127.0.0.1:${port}/endless`), { message: 'tooLarge' })
  while (closed() < 2) await new Promise((resolve) => setTimeout(resolve, 10))
})

t.test('who answers slowly, drop by drop or not at all is given up', async (t) => {
  const { port } = await serve(t, (request, response) => {
    if (request.url === '/status') return void response.writeHead(404).end()
    if (request.url === '/silent') return
    const dripping = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(dripping))
  })
  const outside = fetchFrom(t, port, { timeoutMs: 400 })
  for (const path of ['/silent', '/drip']) {
    const startedAt = performance.now()
    await t.rejects(outside.bytes(`http://127.0.0.1:${port}${path}`), { message: 'notAnswered' }, path)
    t.ok(performance.now() - startedAt < 30_000, 'long before the server would have ended')
  }
  await t.rejects(outside.bytes(`http://127.0.0.1:${port}/status`), { message: 'badStatus' })
})

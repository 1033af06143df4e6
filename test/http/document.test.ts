import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { openapiGenerators } from '../../scripts/generate/openapi.ts'
import { PROBLEMS } from '../../src/http/problems/catalogue.ts'
import { buildPublicDocument, openRoutes, partnerRoutes } from '../../src/http/routes.ts'

type Node = Record<string, unknown>
type Operation = Node & { operationId: string; tags: string[]; responses: Record<string, Node>; parameters: Node[]; security: Node[] }

const root = join(import.meta.dirname, '../..')
const document = buildPublicDocument('https://api.xunyuan.example')
const HAND_OFF = '/go/{productId}'
// The hand-off is a redirect for browsers, no call: it is described by hand, and has a test of its own.
const calls = Object.entries(document.paths).filter(([path]) => path !== HAND_OFF)
const operations = calls.flatMap(([path, item]) =>
  Object.entries(item).map(([method, one]) => ({ path, method, operation: one as Operation })),
)

t.test('what is committed is what the routes say', async (t) => {
  for (const { file, render } of openapiGenerators)
    t.equal(await readFile(join(root, file), 'utf8'), await render(), `${file}: run npm run gen`)
})

t.test('every route is in the document and nothing else is', (t) => {
  const routes = [...partnerRoutes, ...openRoutes].map((route) => `${route.method.toLowerCase()} ${route.path}`)
  t.same(operations.map(({ method, path }) => `${method} ${path}`).sort(), routes.sort())
  t.end()
})

t.test('the hand-off is described: no key, a redirect, and what refuses it', (t) => {
  const { get } = document.paths[HAND_OFF] as { get: { security: unknown[]; responses: Record<string, unknown> } }
  t.strictSame(get.security, [])
  t.strictSame(Object.keys(get.responses), ['302', '404', '429'])
  t.end()
})

t.test('operations: one tag, a prose, the errors and headers every client meets', (t) => {
  const tags = document.tags.map((tag) => tag.name)
  const ids = new Set<string>()
  for (const { path, method, operation } of operations) {
    const name = operation.operationId
    t.match(name, /^[a-z]+[A-Z]\w+$/)
    t.notOk(ids.has(name), `${name} once`)
    ids.add(name)
    t.equal(operation.tags.length, 1, name)
    t.ok(tags.includes(operation.tags[0] ?? ''), name)
    t.ok(operation.summary && operation.description, name)
    const statuses = Object.keys(operation.responses)
    t.notOk(
      statuses.some((status) => /X/i.test(status)),
      `${name}: real codes`,
    )
    t.ok(statuses.includes('500'), name)
    if (operation.security.length > 0) {
      for (const status of ['400', '401', '403', '422', '429']) t.ok(statuses.includes(status), `${name}: ${status}`)
      const success = operation.responses[statuses.find((status) => status.startsWith('2')) ?? ''] as { headers: Node }
      t.ok(success.headers.RateLimit && success.headers['RateLimit-Policy'], `${name}: quota headers`)
    }
    if (path.includes('{')) t.ok(statuses.includes('404'), `${name}: 404`)
    if (method === 'post' && operation.security.length > 0) t.match(JSON.stringify(operation.parameters), /IdempotencyKey/, name)
  }
  t.end()
})

t.test('schemas: what breaks generators does not occur', (t) => {
  const banned = new Set([
    'File',
    'Blob',
    'Error',
    'Event',
    'Request',
    'Response',
    'Headers',
    'Object',
    'Map',
    'List',
    'Set',
    'Date',
    'Record',
  ])
  for (const name of Object.keys(document.components.schemas)) {
    t.notOk(banned.has(name), name)
    t.match(name, /^[A-Z][A-Za-z0-9]+$/)
  }
  visit(document, '#', (node, at) => {
    for (const keyword of [
      'oneOf',
      'allOf',
      'const',
      'propertyNames',
      'patternProperties',
      'prefixItems',
      'if',
      'not',
      'default',
      'nullable',
      '$defs',
    ]) {
      if (at.endsWith('/properties') || at.endsWith('/headers')) continue
      if (keyword in node) t.fail(`${keyword} at ${at}`)
    }
    if (node.additionalProperties === false) t.fail(`additionalProperties: false at ${at}`)
    const types = [node.type].flat()
    if (types.includes('integer') && !['int32', 'int64'].includes(String(node.format))) t.fail(`integer without format at ${at}`)
    if (types.filter((type) => type !== 'null').length > 1) t.fail(`several types at ${at}`)
    if (['date-time', 'uri', 'date'].includes(String(node.format)) && node.pattern) t.fail(`pattern beside a format at ${at}`)
    if (Array.isArray(node.enum) && node.enum.some((value) => typeof value === 'string' && /^\d/.test(value)))
      t.fail(`enum value with a digit first at ${at}`)
    if (types.includes('object') && 'properties' in node && !/^#\/components\/schemas\/\w+$/.test(at) && !at.includes('multipart'))
      t.fail(`object without a name at ${at}`)
    if (typeof node.pattern === 'string' && /\(\?<[=!]/.test(node.pattern)) t.fail(`look-behind at ${at}`)
  })
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    for (const word of ['package', 'class', 'import', 'from', 'func', 'range'])
      if (Object.hasOwn((schema as { properties?: object }).properties ?? {}, word)) t.fail(`${name}.${word} is a keyword somewhere`)
  }
  t.pass('walked')
  t.end()
})

t.test('requests are bounded: every string, list and number', (t) => {
  for (const { operation } of operations) {
    const body = (operation.requestBody as { content?: Record<string, { schema: Node }> } | undefined)?.content?.['application/json']
      ?.schema
    const parts = [
      ...operation.parameters.filter((parameter) => parameter.schema).map((parameter) => parameter.schema as Node),
      ...(body ? [body] : []),
    ]
    for (const part of parts) {
      visit(resolved(part), operation.operationId, (node, at) => {
        const types = [node.type].flat()
        if (types.includes('string') && !node.enum && node.maxLength === undefined && !node.format)
          t.fail(`string without maxLength at ${at}`)
        if (types.includes('array') && node.maxItems === undefined) t.fail(`array without maxItems at ${at}`)
        if (types.includes('integer') && (node.minimum === undefined || node.maximum === undefined))
          t.fail(`integer without bounds at ${at}`)
      })
    }
  }
  t.pass('walked')
  t.end()
})

t.test('every example fits its schema', (t) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
  addFormats.default(ajv)
  for (const format of ['int32', 'int64', 'double', 'binary']) ajv.addFormat(format, true)
  let checked = 0
  visit(document, '#', (node, at) => {
    if (!('example' in node) || !node.schema) return
    const validate = ajv.compile(resolved(node.schema as Node))
    t.ok(validate(node.example), `${at}: ${ajv.errorsText(validate.errors)}`)
    checked += 1
  })
  t.ok(checked >= operations.length, `${checked} examples`)
  t.end()
})

t.test('every error code has a page and a status the document knows', async (t) => {
  const page = await readFile(join(root, 'docs/errors.md'), 'utf8')
  for (const [code, { status, en, zh }] of Object.entries(PROBLEMS)) {
    t.ok(page.includes(`<a id="${code}">`), code)
    t.ok(status >= 400 && status < 600, code)
    t.ok(en.title && en.detail && /[一-鿿]/.test(zh.title + zh.detail), `${code} has words in both languages`)
  }
})

t.test('redocly finds no error', async (t) => {
  const run = promisify(execFile)(
    join(root, 'node_modules/.bin/redocly'),
    ['lint', '--config', 'openapi/redocly.yaml', 'openapi/openapi.json', '--format', 'json'],
    {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
    },
  )
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    totals: { errors: number; warnings: number }
    problems: { ruleId: string; message: string }[]
  }
  t.same(
    report.problems.map((problem) => `${problem.ruleId}: ${problem.message}`),
    [],
  )
})

/** Calls `look` for every object of the tree, examples left out: they are data. */
function visit(value: unknown, at: string, look: (node: Node, at: string) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) look(value as Node, at)
  for (const [key, child] of Object.entries(value)) if (key !== 'example') visit(child, `${at}/${key}`, look)
}

/** The schema with its references replaced. */
function resolved(schema: Node): Node {
  return JSON.parse(JSON.stringify(schema), (_key, value) => {
    const name = typeof value?.$ref === 'string' ? value.$ref.replace('#/components/schemas/', '') : undefined
    if (name === undefined) return value
    const { $ref: _, ...beside } = value
    return { ...resolved(document.components.schemas[name] as Node), ...beside }
  })
}

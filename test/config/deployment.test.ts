import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { describeConfig, loadConfig } from '../../src/config.ts'
import { loadMockConfig } from '../../src/mock-1688/config.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const settings = new Set(describeConfig().map(({ name }) => name))
const MOCK_SETTINGS = new Set(['MOCK_PORT', 'MOCK_HOST', 'MOCK_PUBLIC_URL', 'MOCK_CALLBACK_URL', 'MOCK_PRODUCTS', 'MOCK_LOG_LEVEL'])

const serviceShape = z.object({
  image: z.string(),
  command: z.array(z.coerce.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
})
const composeFile = z
  .object({ services: z.record(z.string(), serviceShape), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(read('deploy/compose.yaml'), { merge: true }))
const services = Object.entries(composeFile.services)
const ours = services.filter(([, service]) => service.image === 'xunyuan-gateway')

t.test('compose sets only settings there are', async (t) => {
  for (const [name, { environment }] of ours) {
    const known = name === 'mock' ? new Set([...settings, ...MOCK_SETTINGS]) : settings
    for (const key of Object.keys(environment)) t.ok(known.has(key), `${name}: ${key}`)
  }
})

t.test('compose sets them to values the processes accept', async (t) => {
  for (const [name, { environment }] of ours) {
    const filled = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, withDefaults(value)]))
    if (name === 'mock') t.match(loadMockConfig(filled), { port: 1688 })
    else t.match(loadConfig(filled), { database: { url: /^postgres:/ }, redis: { url: /^redis:/ } }, name)
  }
})

t.test('every service that is waited for exists and can be waited for', async (t) => {
  for (const [name, service] of services) {
    for (const [wanted, { condition }] of Object.entries(service.depends_on)) {
      const target = composeFile.services[wanted]
      t.ok(target, `${name} waits for ${wanted}`)
      if (condition === 'service_healthy') t.ok(target?.healthcheck?.test, `${wanted} tells its health`)
    }
  }
})

t.test('every command is a file of the image', async (t) => {
  for (const [name, { command }] of ours) if (command) t.ok(existsSync(join(root, command[1] ?? '')), `${name}: ${command.join(' ')}`)
  const image = /^CMD \["node", "([^"]+)"\]/m.exec(read('Dockerfile'))?.[1] ?? ''
  t.ok(existsSync(join(root, image)), 'the image itself')
})

t.test('gateway and worker share the files', async (t) => {
  for (const name of ['gateway', 'worker']) t.strictSame(composeFile.services[name]?.volumes, ['files:/data/files'])
  t.match(read('Dockerfile'), 'FILES_DIR=/data/files')
  t.ok('files' in composeFile.volumes)
})

t.test('Kubernetes manifests parse and set only settings there are', async (t) => {
  for (const file of readdirSync(join(root, 'deploy/kubernetes'))) {
    for (const document of parseAllDocuments(read(`deploy/kubernetes/${file}`))) {
      t.strictSame(document.errors, [], file)
      const { kind, data, stringData } = z
        .object({
          kind: z.string(),
          data: z.record(z.string(), z.string()).default({}),
          stringData: z.record(z.string(), z.string()).default({}),
        })
        .parse(document.toJS())
      t.ok(kind, file)
      for (const key of Object.keys({ ...data, ...stringData })) t.ok(settings.has(key), `${file}: ${key}`)
    }
  }
})

t.test('the values of the Kubernetes example are accepted together', async (t) => {
  const documents = parseAllDocuments(read('deploy/kubernetes/settings.yaml')).map((document) => document.toJS() as Record<string, object>)
  t.match(loadConfig(Object.assign({}, ...documents.map(({ data, stringData }) => ({ ...data, ...stringData })))), {
    files: { s3: { bucket: 'xunyuan' } },
  })
})

/** What compose makes of `${NAME:-default}` when NAME is not set. */
function withDefaults(value: string): string {
  return value.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1')
}

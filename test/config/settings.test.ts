import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ConfigError, describeConfig, loadConfig } from '../../src/config.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const names = describeConfig().map(({ name }) => name)

t.test('.env.example names every setting once, in the order of the schema, commented out', async (t) => {
  const entries = read('.env.example')
    .split('\n')
    .flatMap((line) => /^(?:# )?([A-Z0-9_]+)=/.exec(line)?.[1] ?? [])
  t.strictSame(entries, names)
  t.notMatch(read('.env.example'), /^[A-Z]/m)
})

t.test('every setting says what it is for', async (t) => {
  for (const { name, description } of describeConfig()) t.match(description, /\.$/, name)
})

t.test('the defaults that are written down are the defaults', async (t) => {
  const written = Object.fromEntries(describeConfig().map(({ name, fallback }) => [name, fallback]))
  t.strictSame(loadConfig(written), loadConfig({}))
})

t.test('a setting that is empty counts as unset', async (t) => {
  t.strictSame(loadConfig({ DATABASE_URL: '', PORT: '' }), loadConfig({}))
})

const refused: { title: string; env: Record<string, string>; names: string[] }[] = [
  {
    title: 'every problem is reported at once',
    env: { PORT: 'x', LOG_LEVEL: 'loud', PUBLIC_URL: 'here' },
    names: ['PORT', 'LOG_LEVEL', 'PUBLIC_URL'],
  },
  { title: 'half a live account', env: { LIVE_APP_KEY: '1' }, names: ['LIVE_UPSTREAM_URL'] },
  {
    title: 'test keys that would reach the live upstream',
    env: {
      LIVE_UPSTREAM_URL: 'https://gw.example',
      SANDBOX_UPSTREAM_URL: 'https://gw.example',
      LIVE_APP_KEY: '1',
      LIVE_APP_SECRET: '2',
      LIVE_ACCESS_TOKEN: '3',
    },
    names: ['SANDBOX_UPSTREAM_URL'],
  },
  { title: 'a store without its keys', env: { S3_ENDPOINT: 'https://s3.example' }, names: ['S3_BUCKET'] },
  { title: 'a short cursor secret', env: { CURSOR_SECRET: 'short' }, names: ['CURSOR_SECRET'] },
]

for (const { title, env, names: wanted } of refused) {
  t.test(`refuses ${title}`, async (t) => {
    try {
      loadConfig(env)
      t.fail('was accepted')
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      t.equal(error.problems.length, wanted.length)
      for (const name of wanted) t.match(error.message, name)
    }
  })
}

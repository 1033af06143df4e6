import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { execPath } from 'node:process'
import t from 'tap'
import { type Stack, startStack } from '../support/stack.ts'

const script = join(import.meta.dirname, '..', '..', 'scripts', 'demo.ts')

async function playDemo({ url, apiKey }: Stack): Promise<{ code: number; text: string }> {
  const demo = spawn(execPath, [script], { env: { DEMO_URL: url, DEMO_KEY: apiKey }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  const [code] = (await once(demo, 'close')) as [number]
  return { code, text }
}

for (const redis of [false, true]) {
  t.test(`the demo reaches its end with the jobs in ${redis ? 'Redis' : 'PostgreSQL'}`, async (t) => {
    const stack = await startStack(t, { redis, workers: 'inProcess' })
    const { code, text } = await playDemo(stack)
    t.equal(code, 0, text)
    t.match(text, /Every step reached its state/)
    const proof = await stack.core.reads.ledgerProof()
    t.ok(proof.postings > 20, 'money has moved')
    t.strictSame([proof.unbalancedGroups, proof.driftedAccounts], [[], []])
  })
}

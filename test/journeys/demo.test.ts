import t from 'tap'
import { startStack } from '../support/stack.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { playDemo } from '../support/stack-demo.ts'

for (const redis of [false, true]) {
  t.test(`the demo reaches its end with the jobs in ${redis ? 'Redis' : 'PostgreSQL'}`, async (t) => {
    const stack = await startStack(t, { redis, workers: 'inProcess' })
    const { code, text } = await playDemo(stack)
    t.equal(code, 0, text)
    t.match(text, /Every step reached its state/)
    t.strictSame(await settledBooks(stack), [])
  })
}

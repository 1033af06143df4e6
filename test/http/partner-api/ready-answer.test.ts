import { hash } from 'node:crypto'
import t from 'tap'
import { z } from 'zod'
import { readyOf } from '../../../src/http/partner-api/products/ready-answer.ts'
import { serializerOf } from '../../../src/http/schema/response-serializer.ts'

const rendered = { asOf: new Date('2026-11-22T00:00:00Z'), trouble: null, isOvertaken: () => false }
const write = serializerOf(z.object({ title: z.string() }))

for (const [what, title] of [
  ['ASCII', 'A lamp'],
  ['Latin letters beyond it', 'Lámpara für Café'],
  ['Chinese, long enough for any shortcut', '北欧风格可调光台灯'.repeat(20)],
  ['signs outside the basic plane', `灯 💡 ${'𠮷'.repeat(30)}`],
] as const)
  t.test(`sends ${what} as UTF-8, in memory of its own`, async (t) => {
    const text = write({ title })
    const { bytes, etag } = readyOf(text, rendered)
    t.equal(new TextDecoder('utf-8', { fatal: true }).decode(bytes), text)
    t.equal(bytes.buffer.byteLength, bytes.length, 'no pool is kept alive')
    t.equal(etag, hash('sha256', text, 'base64url').slice(0, 22))
  })

// 1688 cuts titles at a number of UTF-16 units, through the middle of a sign.
for (const title of ['灯 \ud83d', `${'灯'.repeat(60)}\ud83d`, '\udca1灯'])
  t.test(`sends a title with half a sign (${title.length} units)`, async (t) => {
    const { bytes } = readyOf(write({ title }), rendered)
    t.same(JSON.parse(new TextDecoder().decode(bytes)), { title })
  })

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { z } from 'zod'
import { productWire } from '../../src/upstream/catalogue/product-wire.ts'
import { pageWire } from '../../src/upstream/catalogue/summary-wire.ts'
import { id, list, part, text } from '../../src/upstream/wire.ts'
import { REFUSED, wireReaderOf } from '../../src/upstream/wire-reader.ts'
import '../support/seeded-properties.ts'

/** What 1688 writes where something else was promised, and what it never should. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 'yes', '12.5', '52.48%', 'true', '2026-10-10 12:00:00', true, false, {}, []),
  fc.double(),
  fc.integer(),
  fc.string(),
)

/** Values that look like what a schema describes, each part of them odd now and then. */
function likely(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodPipe) return likely(schema.in as z.ZodType)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return likely(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodArray) return mostly(fc.array(likely(schema.element as z.ZodType), { maxLength: 3 }))
  if (!(schema instanceof z.ZodObject)) return mostly(fc.constantFrom<unknown>('12.50', '7', 610030476176, 0.5), 100)
  const members = Object.entries(schema.shape).map(([name, member]) => [name, likely(member as z.ZodType)])
  return mostly(fc.record({ ...Object.fromEntries(members), unheardOf: odd }, { requiredKeys: [] }))
}

function mostly(usual: fc.Arbitrary<unknown>, times = 12): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: times, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

for (const [name, schema] of Object.entries({ product: productWire, page: pageWire })) {
  t.test(`a ${name} is read as zod reads it, and refused where zod refuses it`, async (t) => {
    const reader = wireReaderOf(schema)
    if (reader === undefined) throw new Error('not compiled')
    const taken = { by: 0 }
    fc.assert(
      fc.property(likely(schema), (value) => {
        const { success, data } = schema.safeParse(value)
        if (success) taken.by += 1
        return success ? isDeepStrictEqual(reader(value), data) : reader(value) === REFUSED
      }),
      { numRuns: 3_000 },
    )
    t.ok(taken.by > 100, `${taken.by} of them were taken`)
  })
}

t.test('the shortest text, a missing member and a list of the wrong kind are told apart', async (t) => {
  const reader = wireReaderOf(z.object({ id, names: list(text), owner: part({ id }) }))
  t.strictSame(reader?.({ id: 7, names: ['a', 5, null] }), { id: '7', names: ['a', '5', null], owner: null })
  for (const wrong of [{}, { id: '' }, { id: true }, { id: 1, names: {} }, { id: 1, owner: {} }, [], 'text', null])
    t.equal(reader?.(wrong), REFUSED, JSON.stringify(wrong))
})

t.test('a schema that says more than it can repeat is left to zod', async (t) => {
  const beyond = [
    z.object({ name: z.string().optional() }),
    z.looseObject({ id }),
    z.string().max(5),
    z.int(),
    z.union([z.object({ id }), z.string()]),
    z.record(z.string(), text),
    z.object({ at: text.default('x') }),
  ]
  for (const schema of beyond) t.equal(wireReaderOf(schema), undefined)
})

t.test('a transformation that fails for a reason of its own is heard of', async (t) => {
  const reader = wireReaderOf(
    z.object({
      id: id.transform(() => {
        throw new TypeError('a mistake of ours')
      }),
    }),
  )
  t.throws(() => reader?.({ id: 1 }), TypeError)
})

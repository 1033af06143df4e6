import fc from 'fast-check'
import t from 'tap'
import { z } from 'zod'
import { Components } from '../../src/http/schema/components.ts'
import { jsonSchemaOf } from '../../src/http/schema/json-schema.ts'
import { createValidatorCompiler } from '../../src/http/schema/request-validator.ts'
import { serializerOf } from '../../src/http/schema/response-serializer.ts'
import { instantInput, metadataInput, moneyWire } from '../../src/http/schema/wire.ts'
import '../support/seeded-properties.ts'

t.test('a wire schema that is more than data is refused', (t) => {
  for (const [name, schema] of [
    ['transform', z.object({ a: z.string().transform(Number) })],
    ['refine', z.object({ a: z.string().refine((text) => text !== 'x') })],
    ['trim', z.object({ a: z.string().trim() })],
    ['coerce', z.object({ a: z.coerce.number() })],
    ['pipe', z.object({ a: z.string().pipe(z.string()) })],
    ['union', z.object({ a: z.union([z.string(), z.int()]) })],
    ['tagged union', z.discriminatedUnion('a', [z.object({ a: z.literal('x') }), z.object({ a: z.literal('y') })])],
    ['date', z.object({ a: z.date() })],
    ['bigint', z.object({ a: z.bigint() })],
  ] as const) {
    t.throws(() => jsonSchemaOf(schema, 'request'), /declarative|cannot be represented/, name)
  }
  t.end()
})

t.test('the document form', async (t) => {
  const components = new Components()
  const shown = components.add(
    z
      .object({
        money: moneyWire.nullable(),
        at: z.iso.datetime({ offset: true }).nullable(),
        count: z.int().min(0).max(9).default(3).meta({ description: 'How many.' }),
        wide: z.int(),
        kind: z.literal('x'),
        maybe: z.enum(['a', 'b']).nullable(),
        labels: z.record(z.string().max(4), z.string()),
        free: z.record(z.string(), z.unknown()),
      })
      .meta({ id: 'Shown' }),
    'request',
  )
  t.same(shown, { $ref: '#/components/schemas/Shown' })
  const all = components.all()
  t.same(Object.keys(all), ['CurrencyCode', 'Money', 'Shown'])
  t.same(all.Shown?.properties, {
    money: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
    at: { type: ['string', 'null'], format: 'date-time' },
    count: { type: 'integer', minimum: 0, maximum: 9, format: 'int32', description: 'How many. Default: 3.' },
    wide: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, format: 'int64' },
    kind: { type: 'string', enum: ['x'] },
    maybe: { type: ['string', 'null'], enum: ['a', 'b', null] },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    free: { type: 'object', additionalProperties: true },
  })
  t.throws(() => components.add(z.object({ other: z.string() }).meta({ id: 'Shown' }), 'response'), /Shown differs/)
})

t.test('a serializer writes what the schema names and nothing else', (t) => {
  const write = serializerOf(
    z.object({
      a: z.string(),
      n: z.string().nullable(),
      d: z.iso.datetime().nullable(),
      e: z.enum(['x']).nullable(),
      m: moneyWire.nullable(),
      o: z.int().optional(),
      list: z.array(z.object({ b: z.boolean() }).meta({ id: 'SerializedItem' })),
      free: z.record(z.string(), z.unknown()),
    }),
  )
  const value = { a: '界"\\', n: null, d: null, e: null, m: null, list: [{ b: true, SECRET: 1 }], free: { x: { y: [1] } }, SECRET: 2 }
  t.equal(write(value), '{"a":"界\\"\\\\","n":null,"d":null,"e":null,"m":null,"list":[{"b":true}],"free":{"x":{"y":[1]}}}')
  t.equal(
    write({ ...value, m: { amount: 9007199254740991, currency: 'CNY', SECRET: 3 } }).includes(
      '"m":{"amount":9007199254740991,"currency":"CNY"}',
    ),
    true,
  )
  t.end()
})

t.test('Ajv and zod agree on what a request may be', (t) => {
  const schema = z.strictObject({
    text: z.string().min(1).max(5),
    count: z.int().min(-3).max(3),
    kind: z.enum(['a', 'b']).nullable(),
    at: instantInput.optional(),
    url: z.url().max(100).optional(),
    labels: metadataInput.optional(),
    items: z
      .array(z.strictObject({ n: z.number() }))
      .min(1)
      .max(3),
  })
  const validate = createValidatorCompiler(() => undefined)({ schema, method: 'POST', url: '/', httpPart: 'body' })
  const anything = fc.oneof(fc.string({ maxLength: 7 }), fc.integer({ min: -5, max: 5 }), fc.double(), fc.constant(null), fc.boolean())
  const arbitrary = fc.record(
    {
      text: fc.oneof(fc.string({ maxLength: 7, unit: 'grapheme' }), anything),
      count: fc.oneof(fc.integer({ min: -5, max: 5 }), anything),
      kind: fc.oneof(fc.constantFrom('a', 'b', 'c', null), anything),
      at: fc.constantFrom(
        '2026-11-22T01:02:03Z',
        '2026-11-22T01:02:03+08:00',
        '2026-02-30T00:00:00Z',
        '2026-11-22',
        '2026-11-22T25:00:00Z',
        '',
      ),
      url: fc.constantFrom('https://a.b/c d', 'https://例子.中国/', 'x', 'https://', 'http://[::1]/'),
      labels: fc.oneof(
        fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
        anything,
      ),
      items: fc.oneof(fc.array(fc.record({ n: anything }, { noNullPrototype: true }), { maxLength: 4 }), anything),
      extra: anything,
    },
    { requiredKeys: ['text', 'count', 'kind', 'items'], noNullPrototype: true },
  )
  fc.assert(
    fc.property(arbitrary, (value) => {
      const byZod = schema.safeParse(value).success
      const result: unknown = validate(structuredClone(value))
      const byAjv = typeof result === 'object' && result !== null && !('error' in result)
      return byZod === byAjv
    }),
    { numRuns: 2_000, seed: 20261122 },
  )
  t.end()
})

import fc from 'fast-check'
import t from 'tap'
import { parseLossless, writeLossless } from '../../src/upstream/lossless-json.ts'
import '../support/seeded-properties.ts'

const integerUpTo19Digits = fc.bigInt({ min: -(10n ** 19n - 1n), max: 10n ** 19n - 1n })

t.test('reads every integer of up to 19 digits without losing one, wherever it stands', async () => {
  fc.assert(
    fc.property(integerUpTo19Digits, (number) => {
      const read = parseLossless(`{"id":${number},"list":[${number}, {"deep":${number}}]}`) as {
        id: unknown
        list: [unknown, { deep: unknown }]
      }
      return [read.id, read.list[0], read.list[1].deep].every((value) => String(value) === number.toString())
    }),
    { numRuns: 2_000 },
  )
})

t.test('finds a long number wherever the text puts it', async () => {
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: 1, max: 10 }), integerUpTo19Digits, (spaces, short, number) => {
      const read = parseLossless(`${' '.repeat(spaces)}[${short},${number}]`) as [unknown, unknown]
      return String(read[1]) === number.toString() && read[0] === short
    }),
    { numRuns: 2_000 },
  )
})

t.test('writes every id as bare digits that come back the same', async () => {
  fc.assert(
    fc.property(integerUpTo19Digits, fc.string(), (number, text) => {
      const written = writeLossless({ orderIdList: [number], text })
      const read = parseLossless(written) as { orderIdList: [unknown]; text: string }
      return written.includes(`[${number}]`) && String(read.orderIdList[0]) === number.toString() && read.text === text
    }),
    { numRuns: 1_000 },
  )
})

t.test('agrees with JSON.parse on everything a double can hold', async () => {
  fc.assert(fc.property(fc.json({ noUnicodeString: false }), (text) => same(parseLossless(text), JSON.parse(text))))
})

t.test('leaves texts alone, however much they look like numbers', async (t) => {
  t.strictSame(parseLossless('{"a":"3535260697417660107","b":"1.00","c":"[1234567890123456789]"}'), {
    a: '3535260697417660107',
    b: '1.00',
    c: '[1234567890123456789]',
  })
})

t.test('keeps the digits of decimals that a double would change', async (t) => {
  t.strictSame(parseLossless('[98.00, 18.5, 12345678901234567.89, 1.2345678E7]'), [98, 18.5, '12345678901234567.89', 12345678])
})

t.test('throws on what is not JSON', async (t) => {
  for (const text of ['', '<html></html>', '{"id":3535260697417660107', '[1234567890123456789'])
    t.throws(() => parseLossless(text), SyntaxError)
})

/** Numbers may come back as their digits; all else must be equal. */
function same(left: unknown, right: unknown): boolean {
  if (typeof right === 'number') return Number(left) === right
  if (Array.isArray(right)) return Array.isArray(left) && left.length === right.length && right.every((item, at) => same(left[at], item))
  if (typeof right === 'object' && right !== null) {
    return Object.entries(right).every(([key, value]) => same((left as Record<string, unknown>)[key], value))
  }
  return left === right
}

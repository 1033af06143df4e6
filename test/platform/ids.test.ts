import t from 'tap'
import { createIds, createRequestIds } from '../../src/platform/ids.ts'

t.test('an id is its prefix and 26 characters of lower-case Crockford base32, the first 0-7', async (t) => {
  const ids = createIds()
  for (let i = 0; i < 1000; i++) t.match(ids.next('ord'), /^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
})

t.test('ids of one process sort in the order they were made, and never repeat', async (t) => {
  const ids = createIds()
  const made = Array.from({ length: 20_000 }, () => ids.next('evt'))
  t.strictSame([...made].sort(), made)
  t.equal(new Set(made).size, made.length)
})

t.test('an id carries the version and the variant of a UUIDv7 and the time it was made', async (t) => {
  const before = Date.now()
  const bits = [...createIds().next('par').slice(4)].reduce(
    (value, char) => value * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(char)),
    0n,
  )
  t.equal((bits >> 76n) & 15n, 7n)
  t.equal((bits >> 62n) & 3n, 2n)
  const madeAt = Number(bits >> 80n)
  t.ok(madeAt >= before - 1 && madeAt <= Date.now() + 1, `${madeAt}`)
})

t.test('ids of requests look like all ids, sort in the order they were made and never repeat', async (t) => {
  const next = createRequestIds()
  const made = Array.from({ length: 20_000 }, next)
  for (const id of made.slice(0, 2_000)) t.match(id, /^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
  t.strictSame([...made].sort(), made)
  t.equal(new Set([...made, ...Array.from({ length: 20_000 }, createRequestIds())]).size, 40_000, 'nor in two processes')
})

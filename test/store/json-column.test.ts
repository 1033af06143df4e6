import t from 'tap'
import { parseJsonColumn, writeJsonColumn } from '../../src/store/json-column.ts'

t.test('amounts in JSON columns', async (t) => {
  t.test('keep every digit', async (t) => {
    const value = { charges: [{ amountMinor: 9007199254740993n, goodsFen: -1n }], quantity: 3, minor: { accept: 1 } }
    t.equal(writeJsonColumn(value), '{"charges":[{"amountMinor":9007199254740993,"goodsFen":-1}],"quantity":3,"minor":{"accept":1}}')
    t.strictSame(parseJsonColumn(writeJsonColumn(value)), value)
  })
  t.test('are told from text by the key alone', async (t) => {
    const value = { note: '"totalMinor": 5', totalMinor: null, feeMinor: '5' }
    t.strictSame(parseJsonColumn(writeJsonColumn(value)), value)
  })
  t.test('must be bigint under their keys and nowhere else', async (t) => {
    t.throws(() => writeJsonColumn({ totalMinor: 5 }), { message: /must be a bigint/ })
    t.throws(() => writeJsonColumn({ total: 5n }), { message: /would come back as a number/ })
  })
  t.test('leave dates and lists as JSON has them', async (t) => {
    t.equal(writeJsonColumn([]), '[]')
    t.equal(writeJsonColumn({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}')
  })
  t.test('keep the text they were read from', async (t) => {
    const text = '{"totalMinor": 12345678901234567890, "lines": [{"goodsFen": 5}], "note": "\\u00e9"}'
    const value = parseJsonColumn(text) as object
    t.equal(writeJsonColumn(value), text)
    t.equal(writeJsonColumn({ ...value }), '{"totalMinor":12345678901234567890,"lines":[{"goodsFen":5}],"note":"é"}')
  })
})

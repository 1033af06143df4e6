import fc from 'fast-check'
import t from 'tap'
import { fenToYuan, wireFen, yuanToFen } from '../../src/upstream/amounts.ts'
import { formatBeijingLocal, formatUpstreamDate, parseUpstreamDate } from '../../src/upstream/dates.ts'
import { decimal, flag, instant, list, percent, text, yuan } from '../../src/upstream/wire.ts'
import '../support/seeded-properties.ts'

t.test('yuan become fen exactly', async (t) => {
  const cases: [string | number, bigint][] = [
    ['18.00', 1800n],
    [18.5, 1850n],
    ['0.1', 10n],
    ['0.29', 29n],
    [1.15, 115n],
    ['8.955', 896n],
    ['-3.5', -350n],
    ['1.2345678E7', 1234567800n],
    ['99999999999999999.99', 9999999999999999999n],
    ['5', 500n],
    ['5.', 500n],
  ]
  for (const [written, fen] of cases) t.equal(yuanToFen(written), fen, String(written))
  for (const wrong of ['', 'abc', '1,000', '0x10', 'NaN', 'Infinity']) t.equal(yuanToFen(wrong), undefined, wrong)
})

t.test('fen survive the way to yuan and back', async () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (fen) => yuanToFen(fenToYuan(fen)) === fen))
})

t.test('fen are taken as they are', async (t) => {
  t.equal(wireFen(9800), 9800n)
  t.equal(wireFen('9800.0'), 9800n)
  t.equal(wireFen('-50'), -50n)
})

t.test('dates: every notation gives its instant', async (t) => {
  const cases: [string | number, string][] = [
    ['20180802211113000+0800', '2018-08-02T13:11:13.000Z'],
    ['20180802211113123-0700', '2018-08-03T04:11:13.123Z'],
    ['2026-10-10 12:00:00', '2026-10-10T04:00:00.000Z'],
    ['2025-03-01', '2025-02-28T16:00:00.000Z'],
    [1760000000000, '2025-10-09T08:53:20.000Z'],
    ['1760000000000', '2025-10-09T08:53:20.000Z'],
  ]
  for (const [wire, iso] of cases) t.equal(parseUpstreamDate(wire)?.toISOString(), iso, String(wire))
  for (const wrong of ['', 'yesterday', '20181302211113000+0800', '2026-13-40']) t.equal(parseUpstreamDate(wrong), undefined, wrong)
})

t.test('dates: written in Beijing time, read back the same', async (t) => {
  t.equal(formatUpstreamDate(new Date('2018-08-02T13:11:13Z')), '20180802211113000+0800')
  t.equal(formatBeijingLocal(new Date('2026-10-10T20:00:01Z')), '2026-10-11 04:00:01')
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      return parseUpstreamDate(formatUpstreamDate(date))?.getTime() === date.getTime()
    }),
  )
})

t.test('atoms: absent, null and empty read alike, texts and numbers too', async (t) => {
  for (const atom of [text, decimal, flag, instant, percent, yuan]) {
    for (const nothing of [undefined, null, '']) t.equal(atom.parse(nothing), null)
  }
  t.equal(text.parse(3216), '3216')
  t.equal(decimal.parse('4.5'), 4.5)
  t.equal(decimal.parse('n/a'), null)
  t.equal(percent.parse('52.48%'), 52.48)
  t.equal(percent.parse('0.4666'), 46.66, 'the documents write a ratio')
  t.strictSame(list(text).parse(null), [])
})

t.test('atoms: a textual false is false (hazard 12)', async (t) => {
  t.strictSame(
    ['false', false, '0', 'n', 'true', true, '1', 'y', 'maybe'].map((wire) => flag.parse(wire)),
    [...[false, false, false, false], ...[true, true, true, true], null],
  )
})

t.test('atoms: an amount that is none is refused, not guessed', async (t) => {
  t.notOk(yuan.safeParse('面议').success)
  t.notOk(yuan.safeParse(true).success)
})

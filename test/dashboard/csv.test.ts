import t from 'tap'
import { everyRow, MOST_EXPORTED, toCsv } from '../../src/dashboard/parts/csv.ts'

t.test('a file that spreadsheets open', async (t) => {
  t.equal(
    toCsv(
      ['金额', 'who'],
      [
        [12.5, 'a "b", c'],
        [null, 'two\nlines'],
      ],
    ),
    '\uFEFF金额,who\r\n12.5,"a ""b"", c"\r\n,"two\nlines"\r\n',
  )
})
t.test('words that a spreadsheet would take for a formula stay words; numbers stay numbers', async (t) => {
  t.equal(toCsv(['a'], [['=1+1'], ['+86'], ['-x'], ['@y'], [-5]]), "\uFEFFa\r\n'=1+1\r\n'+86\r\n'-x\r\n'@y\r\n-5\r\n")
})
t.test('all pages of a list, up to what a spreadsheet is for', async (t) => {
  const asked: (string | undefined)[] = []
  const pages: Record<string, { data: number[]; nextCursor: string | null }> = {
    first: { data: [1, 2], nextCursor: 'b' },
    b: { data: [3], nextCursor: null },
  }
  const rows = await everyRow(async (cursor) => {
    asked.push(cursor)
    return pages[cursor ?? 'first'] ?? { data: [], nextCursor: null }
  })
  t.same(
    [rows, asked],
    [
      [1, 2, 3],
      [undefined, 'b'],
    ],
  )
  const endless = await everyRow(async () => ({ data: Array.from({ length: 999 }, () => 1), nextCursor: 'more' }))
  t.equal(endless.length, MOST_EXPORTED)
})

import t from 'tap'
import { lotState } from '../../../src/domain/stock/lot-state.ts'

const AT = new Date('2026-11-22T00:00:00Z')

for (const [quantity, abandonedAt, disposedAt, state] of [
  [10, null, null, 'STORED'],
  [0, null, null, 'GONE'],
  [10, AT, null, 'ABANDONED'],
  [0, AT, AT, 'DISPOSED'],
] as const)
  t.test(`a lot of ${quantity}, ${abandonedAt === null ? '' : 'given up, '}${disposedAt === null ? 'here' : 'disposed of'}`, (t) => {
    t.equal(lotState({ quantity, abandonedAt, disposedAt }), state)
    t.end()
  })

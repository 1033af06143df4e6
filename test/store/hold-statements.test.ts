import t from 'tap'
import { type Answer, holdStatements, WITH_NEXT } from '../../src/store/hold-statements.ts'

/** A connection that notes what is sent and refuses what it is told to. */
function openConnection(refused?: string) {
  const sent: string[] = []
  const query = holdStatements(async (text): Promise<Answer> => {
    sent.push(text)
    if (text === refused) throw new Error(`refused: ${text}`)
    return { command: text.toUpperCase(), rowCount: 0, rows: [] }
  })
  return { sent, ask: (text: string) => query(text, []) }
}

const LAST = `${WITH_NEXT}insert`

t.test('a transaction', async (t) => {
  t.test('begins with its first question and ends with its last writes', async (t) => {
    const { sent, ask } = openConnection()
    await ask('begin')
    t.same(sent, [])
    t.equal((await ask('select')).command, 'SELECT')
    t.same(sent, ['begin', 'select'])
    await ask(LAST)
    t.same(sent, ['begin', 'select'])
    t.equal((await ask('commit')).command, 'COMMIT')
    t.same(sent, ['begin', 'select', LAST, 'commit'])
  })

  t.test('that only writes is sent at once, one that asks nothing not at all', async (t) => {
    const { sent, ask } = openConnection()
    for (const text of ['begin', 'commit', 'begin', 'rollback']) await ask(text)
    t.same(sent, [])
    for (const text of ['begin', LAST, 'commit']) await ask(text)
    t.same(sent, ['begin', LAST, 'commit'])
  })

  t.test('whose last writes are refused fails at its commit', async (t) => {
    const { sent, ask } = openConnection(LAST)
    for (const text of ['begin', 'select', LAST]) await ask(text)
    await t.rejects(ask('commit'), { message: `refused: ${LAST}` })
    await ask('rollback')
    t.same(sent, ['begin', 'select', LAST, 'commit', 'rollback'])
  })

  t.test('that is given up sends none of what was held', async (t) => {
    const { sent, ask } = openConnection()
    for (const text of ['begin', 'select', LAST, 'rollback', 'select']) await ask(text)
    t.same(sent, ['begin', 'select', 'rollback', 'select'])
  })

  t.test('that cannot begin fails with its first question', async (t) => {
    const { ask } = openConnection('begin')
    await ask('begin')
    await t.rejects(ask('select'), { message: 'refused: begin' })
  })
})

import t from 'tap'
import { canDo, isFinal, type Machine, nextEvents, step } from '../../../src/domain/machine/machine.ts'
import { moveOrRefuse, type Rules } from '../../../src/domain/machine/move-or-refuse.ts'
import { printMermaid, printTable } from '../../../src/domain/machine/print.ts'
import { structureProblems } from '../../../src/domain/machine/structure.ts'

type Door = 'OPEN' | 'SHUT' | 'BRICKED'
type Act = 'shut' | 'open' | 'brick'
type Who = 'guest' | 'mason'

const doors: Machine<Door, Act, Who, 'hasKey' | 'hasBricks', 'event.line.status_changed'> = {
  name: 'door',
  initial: 'OPEN',
  table: {
    OPEN: { shut: { to: 'SHUT', actors: ['guest', 'mason'], effects: [] } },
    SHUT: {
      open: { to: 'OPEN', actors: ['guest'], guards: ['hasKey'], effects: ['event.line.status_changed'], rule: 'D1' },
      brick: { to: 'BRICKED', actors: ['mason'], guards: ['hasBricks', 'hasKey'], effects: [] },
    },
    BRICKED: {},
  },
}

type Facts = { key?: boolean; bricks?: number }

const rules: Rules<Door, Act, Who, 'hasKey' | 'hasBricks', 'event.line.status_changed', Facts> = {
  machine: doors,
  guards: { hasKey: ({ key }) => key === true, hasBricks: ({ bricks = 0 }) => bricks > 0 },
  refusals: { illegal: 'order.move_not_allowed', guards: { hasKey: 'order.guard_failed', hasBricks: 'stock.insufficient' } },
}

const guest = { kind: 'guest' } as const
const mason = { kind: 'mason' } as const

t.test('a legal move names the new state and its effects', (t) => {
  t.same(step(doors, rules.guards, { state: 'SHUT', event: 'open', actor: guest, facts: { key: true } }), {
    ok: true,
    from: 'SHUT',
    to: 'OPEN',
    effects: ['event.line.status_changed'],
  })
  t.end()
})

t.test('an illegal move says why and what is allowed', (t) => {
  const rows = [
    [
      { state: 'OPEN', event: 'brick', actor: mason, facts: {} },
      { ok: false, reason: 'illegal', allowed: ['shut'] },
    ],
    [
      { state: 'SHUT', event: 'brick', actor: guest, facts: {} },
      { ok: false, reason: 'actor', allowed: ['open'] },
    ],
    [
      { state: 'SHUT', event: 'open', actor: guest, facts: {} },
      { ok: false, reason: 'guard', guard: 'hasKey', allowed: ['open'] },
    ],
    [
      { state: 'SHUT', event: 'brick', actor: mason, facts: { bricks: 1 } },
      { ok: false, reason: 'guard', guard: 'hasKey', allowed: ['brick'] },
    ],
  ] as const
  for (const [move, answer] of rows) t.same(step(doors, rules.guards, move), answer)
  t.end()
})

t.test('a use case refuses with the code of the reason', (t) => {
  const refuse = (move: Parameters<typeof moveOrRefuse<Door, Act, Who, 'hasKey' | 'hasBricks', string, Facts>>[1]) => () =>
    moveOrRefuse(rules, move)
  t.throws(refuse({ state: 'OPEN', event: 'open', actor: guest, facts: {} }), { code: 'order.move_not_allowed' })
  t.throws(refuse({ state: 'SHUT', event: 'brick', actor: guest, facts: {} }), { code: 'actor.not_permitted' })
  t.throws(refuse({ state: 'SHUT', event: 'brick', actor: mason, facts: { key: true } }), {
    code: 'stock.insufficient',
    facts: { machine: 'door', state: 'SHUT', event: 'brick', guard: 'hasBricks', allowed: ['brick'] },
  })
  t.match(moveOrRefuse(rules, { state: 'OPEN', event: 'shut', actor: guest, facts: {} }), { to: 'SHUT' })
  t.end()
})

t.test('questions about the table', (t) => {
  t.same(nextEvents(doors, 'SHUT'), ['open', 'brick'])
  t.same(nextEvents(doors, 'SHUT', 'mason'), ['brick'])
  t.equal(canDo(doors, 'OPEN', 'open'), false)
  t.equal(canDo(doors, 'OPEN', 'shut'), true)
  t.equal(isFinal(doors, 'BRICKED'), true)
  t.equal(isFinal(doors, 'OPEN'), false)
  t.end()
})

t.test('the structure check finds islands, dead ends, idle guards and cells for nobody', (t) => {
  t.same(structureProblems(doors, ['hasKey', 'hasBricks']), [])
  const broken = {
    name: 'broken',
    initial: 'A',
    table: { A: { go: { to: 'B', actors: [], effects: [] } }, B: { stay: { to: 'B', actors: ['guest'], effects: [] } }, C: {} },
  }
  t.same(structureProblems(broken, ['idle']), [
    'C cannot be reached from A',
    'A has no way to an end',
    'B has no way to an end',
    'guard idle is never used',
    'A go names no actor',
  ])
  t.end()
})

t.test('a machine prints as a diagram and as a table', (t) => {
  t.equal(
    printMermaid(doors),
    [
      'stateDiagram-v2',
      '  [*] --> OPEN',
      '  OPEN --> SHUT: shut',
      '  SHUT --> OPEN: open',
      '  SHUT --> BRICKED: brick',
      '  BRICKED --> [*]',
    ].join('\n'),
  )
  t.match(printTable(doors), '| SHUT | open | OPEN | guest | hasKey | `event.line.status_changed` | D1 |')
  t.end()
})

/**
 * The one-way rule of the house: doors -> compose -> rooms -> domain.
 * Rooms never import a sibling; only the process roots and compose.ts cross rooms.
 */
const MOCKS = ['mock-1688', 'mock-payments']
const ROOMS = ['http', 'store', 'upstream', 'payments', 'catalogue-cache', 'queue', 'files', 'packing', 'dashboard', 'embedded']
const roots = '^src/(main|all-in-one|compose|migrate|seed|check-files|config)\\.ts$|^src/compose/'

/** A room may reach itself, the domain and platform: nothing else of ours. */
const roomRule = (room) => ({
  name: `room-${room}`,
  comment: `${room} imports only itself, the domain and platform`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^(src|workers|test|scripts|bench)/', pathNot: `^src/(${room}|domain|platform)/` },
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...ROOMS.map(roomRule),
    {
      name: 'domain-is-pure',
      comment: 'the domain imports the domain and a time or money library, no other package and no node module but assert',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^node_modules/(chinese-days|dinero\\.js)/', '^assert$', '^node:assert$'] },
    },
    ...MOCKS.map((mock) => ({
      name: `${mock}-stands-alone`,
      comment: 'a mock is a second implementation of the protocol: it shares nothing but platform',
      severity: 'error',
      from: { path: `^src/${mock}/` },
      to: { path: '^(src|workers|test)/', pathNot: `^src/(${mock}|platform)/` },
    })),
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^(src|workers|test)/', pathNot: '^src/platform/' },
    },
    {
      name: 'workers-are-doors',
      comment: 'workers read the job catalogue and call use cases',
      severity: 'error',
      from: { path: '^workers/', pathNot: '^workers/main\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(domain|platform|queue/jobs\\.ts)' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(src|workers)/' }, to: { path: '^(test|bench|scripts)/' } },
    { name: 'only-roots-compose', severity: 'error', from: { path: '^src/', pathNot: roots }, to: { path: roots } },
    { name: 'resolvable', severity: 'error', from: { path: '^(src|workers)/' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}

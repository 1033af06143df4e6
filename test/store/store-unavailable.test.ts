import t from 'tap'
import { orUnavailable, StoreUnavailable } from '../../src/store/store-unavailable.ts'

const fromServer = (code: string) => Object.assign(new Error(code), { severity: 'ERROR', code })
const fromLine = (code?: string) => Object.assign(new Error('connection'), code === undefined ? {} : { code })

const CASES: readonly [string, unknown, StoreUnavailable['code'] | 'itself'][] = [
  ['a server that is shutting down', fromServer('57P01'), 'service.unavailable'],
  ['a server that is starting', fromServer('57P03'), 'service.unavailable'],
  ['too many connections', fromServer('53300'), 'service.unavailable'],
  ['a standby after a failover', fromServer('25006'), 'service.unavailable'],
  ['a refused connection', fromLine('ECONNREFUSED'), 'service.unavailable'],
  ['a connection reset in the middle', fromLine('ECONNRESET'), 'service.unavailable'],
  ['a connection that ended in the middle', fromLine(), 'service.unavailable'],
  ['a lock that was not to be had', fromServer('55P03'), 'service.busy'],
  ['a statement that took too long', fromServer('57014'), 'service.busy'],
  ['a broken constraint', fromServer('23505'), 'itself'],
  ['a deadlock, which is tried again', fromServer('40P01'), 'itself'],
  ['a bug of ours', new TypeError('x is not a function'), 'itself'],
]

for (const [what, error, wanted] of CASES) {
  t.test(`${what} is ${wanted}`, async (t) => {
    const thrown = orUnavailable(error)
    if (wanted === 'itself') return t.equal(thrown, error)
    t.type(thrown, StoreUnavailable)
    return t.match(thrown, { code: wanted, retryable: true, cause: error })
  })
}

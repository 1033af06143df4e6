import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { createLogger } from '../../src/platform/logger.ts'
import { redactedNames } from '../../src/platform/redaction.ts'

/** Runs `log` against a logger and returns what it wrote, as text. */
function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  log(createLogger({ level: 'trace', service: 'test', stream: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

const secret = 'S3CR3T-value'

t.test('every secret and personal name is redacted at depth 0, 1, 2 and 3', async (t) => {
  t.ok(redactedNames.size > 30)
  for (const name of redactedNames) {
    const text = written((logger) => {
      logger.info({ [name]: secret }, 'depth 0')
      logger.info({ a: { [name]: secret } }, 'depth 1')
      logger.info({ a: { b: { [name]: secret } } }, 'depth 2')
      logger.info({ a: { b: { c: { [name]: secret } } } }, 'depth 3')
    })
    t.notMatch(text, secret, name)
    t.equal(text.split('[redacted]').length - 1, 4, name)
  }
})

t.test('the list names what must never be logged', async (t) => {
  const pinned = [
    'password',
    'secret',
    'token',
    'apiKey',
    'authorization',
    'cookie',
    'accessToken',
    'appSecret',
    'signingSecret',
    'phone',
    'mobile',
    'address',
    'recipient',
  ]
  for (const name of pinned) t.ok(redactedNames.has(name), name)
})

t.test('a circle, a list and an error in any place are written without secrets', async (t) => {
  const circle: Record<string, unknown> = { token: secret }
  circle.self = circle
  const error = Object.assign(new Error('broke', { cause: new Error('below') }), { facts: { phone: secret }, config: secret })
  const text = written((logger) => logger.info({ circle, list: [{ cookie: secret }], deep: { error } }, 'odd'))
  t.notMatch(text, secret)
  t.match(JSON.parse(text), { list: [{ cookie: '[redacted]' }], deep: { error: { message: 'broke', cause: { message: 'below' } } } })
})

t.test('request headers that open doors or replay answers are redacted', async (t) => {
  const text = written((logger) =>
    logger.info({
      req: { headers: { authorization: secret, cookie: secret, 'idempotency-key': secret, 'x-csrf-token': secret, accept: 'kept' } },
      res: { headers: { 'set-cookie': secret } },
    }),
  )
  t.notMatch(text, secret)
  t.match(text, 'kept')
})

t.test('a child logger redacts its bindings too', async (t) => {
  const text = written((logger) => logger.child({ requestId: 'req_1', token: secret }).info({ password: secret }, 'child'))
  t.notMatch(text, secret)
  t.match(text, '"requestId":"req_1"')
})

t.test('free text hides keys, tokens, signatures, passwords in URLs and mobile numbers', async (t) => {
  const hidden = [
    ['xyg_live_0123456789abcdef', 'key xyg_live_0123456789abcdef was refused'],
    ['whsec_abcDEF+/=', 'secret whsec_abcDEF+/='],
    ['eyJabc.def', 'sent Bearer eyJabc.def'],
    ['hunter2', 'cannot reach postgres://gateway:hunter2@127.0.0.1:5432/xyg'],
    ['redispass', 'cannot reach redis://:redispass@cache:6379'],
    ['ABCDEF0123', 'GET /openapi/param2/1/x?access_token=ABCDEF0123&_aop_signature=99'],
    ['13800138000', 'courier 13800138000 called'],
    ['13800138000', 'courier +8613800138000 called'],
  ] as const
  for (const [needle, message] of hidden) {
    t.notMatch(
      written((logger) => logger.info({}, message)),
      new RegExp(needle.replace(/[+/.]/g, '\\$&')),
      message,
    )
    t.notMatch(
      written((logger) => logger.error({ err: new Error(message) })),
      new RegExp(needle.replace(/[+/.]/g, '\\$&')),
      message,
    )
  }
})

t.test('order numbers, amounts and times keep their digits', async (t) => {
  const text = written((logger) =>
    logger.info({ amount: 13800138000, orderId: '4621138001380001234', ms: 17000.13800138 }, 'order 13800138000123'),
  )
  const line = JSON.parse(text)
  t.equal(line.amount, 13800138000)
  t.equal(line.orderId, '4621138001380001234')
  t.equal(line.msg, 'order 13800138000123')
})

t.test('an error is written with its causes, without the settings HTTP clients hang on it', async (t) => {
  const cause = Object.assign(new Error('socket closed'), { code: 'ECONNRESET', config: { headers: { a: secret } }, request: secret })
  const text = written((logger) => logger.error({ err: new Error('upstream failed', { cause }) }, 'failed'))
  t.notMatch(text, secret)
  const { err } = JSON.parse(text)
  t.match(err, { type: 'Error', message: 'upstream failed', cause: { message: 'socket closed', code: 'ECONNRESET' } })
})

t.test('a line names its level, its service and an ISO time', async (t) => {
  t.match(JSON.parse(written((logger) => logger.warn({ ok: true }, 'hello'))), {
    level: 'warn',
    service: 'test',
    msg: 'hello',
    time: /^\d{4}-\d\d-\d\dT.*Z$/,
  })
})

t.test('standard output: no line is lost however the process ends, and their order stays', async (t) => {
  const logger = join(import.meta.dirname, '../../src/platform/logger.ts')
  const output = (ending: string) =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', `${opening(logger)} ${ending}`], { encoding: 'utf8' }).stdout
  const endings = {
    'at once': 'process.exit(0)',
    'by an uncaught error': 'throw new Error("as asked")',
    'after a fatal line': 'logger.fatal("over"); process.kill(process.pid, "SIGKILL")',
    'while it is ending': 'process.on("exit", () => logger.info("last"))',
  }
  for (const [name, ending] of Object.entries(endings)) {
    const told = output(ending)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg)
    t.strictSame(told.slice(0, 3), ['first', 'second', 'third'], name)
    if (name === 'while it is ending') t.equal(told[3], 'last')
  }
})

function opening(logger: string): string {
  return `const { createLogger } = await import(${JSON.stringify(logger)}); const logger = createLogger({ level: 'info', service: 'test' }); for (const line of ['first', 'second', 'third']) logger.info(line);`
}

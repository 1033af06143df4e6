import t from 'tap'
import { isResourceJob, JOB_NAMES } from '../../../src/domain/outbox/jobs.ts'

t.test('the catalogue names each job once, in kebab-case', (t) => {
  t.equal(new Set(JOB_NAMES).size, JOB_NAMES.length)
  for (const name of JOB_NAMES) t.match(name, /^[a-z]+(-[a-z]+)*$/)
  t.end()
})

t.test('resource jobs carry an id, scheduled jobs find their own work', (t) => {
  t.ok(isResourceJob('file-refund'))
  t.notOk(isResourceJob('reconcile'))
  t.end()
})

import type { DifferenceRepository, RunRepository } from '../domain/reconciliation/reconciliation-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** What two books disagree about. */
export function createDifferenceRepository(scope: Scope): DifferenceRepository {
  return {
    ...repositoryOf(scope, 'difference'),
    async lockByKey({ livemode, kind, subject }) {
      const trx = await scope.query()
      const query = trx.selectFrom('difference').selectAll().where('livemode', '=', livemode).where('kind', '=', kind)
      return query.where('subject', '=', subject).forUpdate().executeTakeFirst()
    },
    async lockUnseen({ livemode, kinds, subjectFrom, subjects, seenBefore }) {
      const trx = await scope.query()
      return trx
        .selectFrom('difference')
        .selectAll()
        .where('livemode', '=', livemode)
        .where('kind', 'in', kinds)
        .where('goneAt', 'is', null)
        .where((eb) => eb.or([eb('subjectAt', '>=', subjectFrom), eb('subject', '=', eb.fn.any(eb.val(subjects)))]))
        .where('lastSeenAt', '<', seenBefore)
        .orderBy('id')
        .forUpdate()
        .execute()
    },
    async listOlder({ livemode, kinds, begunBefore, limit }) {
      const trx = await scope.query()
      const known = trx.selectFrom('difference').selectAll().where('livemode', '=', livemode).where('kind', 'in', kinds)
      const older = known.where('goneAt', 'is', null).where('orderId', 'is not', null).where('subjectAt', '<', begunBefore)
      return older.orderBy('lastSeenAt').orderBy('id').limit(limit).execute()
    },
  }
}

/** Comparisons, asked for, running and done. */
export function createRunRepository(scope: Scope): RunRepository {
  return {
    ...repositoryOf(scope, 'comparisonRun'),
    async lockActive() {
      const trx = await scope.query()
      const active = trx.selectFrom('comparisonRun').selectAll().where('state', 'in', ['QUEUED', 'RUNNING'])
      return active.orderBy('createdAt').orderBy('id').limit(1).forUpdate().executeTakeFirst()
    },
  }
}

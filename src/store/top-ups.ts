import type { TopUpRepository } from '../domain/wallet/wallet-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Money partners send us. */
export function createTopUpRepository(scope: Scope): TopUpRepository {
  return {
    ...repositoryOf(scope, 'topUp'),
    async findByReference(reference) {
      const trx = await scope.query()
      return trx.selectFrom('topUp').selectAll().where('reference', '=', reference).executeTakeFirst()
    },
    async findByExternalRef({ partnerId, livemode }, externalRef) {
      const trx = await scope.query()
      const own = trx.selectFrom('topUp').selectAll().where('partnerId', '=', partnerId).where('livemode', '=', livemode)
      return own.where('externalRef', '=', externalRef).executeTakeFirst()
    },
  }
}

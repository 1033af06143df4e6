import { sql } from 'kysely'
import type { BookingRepository } from '../domain/wallet/wallet-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Bookings by hand and who agreed to them. */
export function createBookingRepository(scope: Scope): BookingRepository {
  return {
    ...repositoryOf(scope, 'booking'),
    async lockPartner(partnerId) {
      const trx = await scope.query()
      const row = await trx.selectFrom('partner').select('id').where('id', '=', partnerId).forNoKeyUpdate().executeTakeFirst()
      return row !== undefined
    },
    async bookedAlone({ partnerId, livemode }, { makerId, since }) {
      const trx = await scope.query()
      const { rows } = await sql<{ total: bigint }>`
        select coalesce(sum(value_fen), 0)::bigint as total from booking
        where partner_id = ${partnerId} and livemode = ${livemode} and maker_id = ${makerId}
          and state = 'BOOKED' and checker_id is null and booked_at > ${since}`.execute(trx)
      return rows[0]?.total ?? 0n
    },
  }
}

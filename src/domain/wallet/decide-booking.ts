import { moveBooking } from '../moves/bindings.ts'
import { existing } from '../shared/owned-by.ts'
import { carryOutBooking } from './carry-out-booking.ts'
import type { BookingTools } from './propose-booking.ts'
import type { WalletCommands } from './wallet-commands.ts'

/** The second person agrees or not; the first may take it back. Who booked it cannot agree to it: here, and by a check of the schema. */
export function createDecideBooking(tools: BookingTools): WalletCommands['decideBooking'] {
  return async (tx, { actor, bookingId, decision, reason }) => {
    const booking = existing(await tx.bookings.lock(bookingId), bookingId)
    const at = tools.clock.now()
    const moved = await moveBooking(tx, booking, {
      event: decision,
      actor,
      at,
      facts: { needsSecond: booking.needsSecond, makerId: booking.makerId, actorId: actor.id, reason: reason ?? '' },
      reason,
      change: decision === 'withdraw' ? {} : { checkerId: actor.id, bookedAt: decision === 'approve' ? at : null },
    })
    if (decision === 'approve') await carryOutBooking(tx, tools, { booking: moved, actor, at })
    return moved
  }
}

import { Problem } from '../../problem.ts'
import type { StaffContext } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { toBookingRow } from './finance-wire.ts'

/** One booking as the page shows it. Throws `resource.not_found`. */
export async function readBooking(context: StaffContext, id: string) {
  const booking = await context.finance.booking(id)
  if (booking === undefined) throw new Problem('resource.not_found')
  return toBookingRow(booking, { names: await context.office.staffNames(), userId: whoOf(context).id })
}

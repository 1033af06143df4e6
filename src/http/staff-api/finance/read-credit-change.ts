import { Problem } from '../../problem.ts'
import type { StaffContext } from '../staff-door.ts'
import { whoOf } from '../who.ts'
import { toCreditChangeRow } from './credit-wire.ts'

/** One change of a credit line as the page shows it. Throws `resource.not_found`. */
export async function readCreditChange(context: StaffContext, id: string) {
  const change = await context.finance.creditChange(id)
  if (change === undefined) throw new Problem('resource.not_found')
  return toCreditChangeRow(change, { names: await context.office.staffNames(), userId: whoOf(context).id })
}

import type { StaffUser } from '../../domain/staff/staff-user.ts'
import type { StaffContext } from './staff-door.ts'

/** The person signed in; the door lets nobody else through to routes with roles. */
export function whoOf({ signedIn }: Pick<StaffContext, 'signedIn'>): StaffUser {
  if (signedIn === null) throw new Error('a staff route ran without a session')
  return signedIn.user
}

import { z } from 'zod'
import { STAFF_ROLES } from '../../../domain/staff/staff-user.ts'
import { idWire, instantWire } from '../../schema/wire.ts'
import type { SignedIn } from '../staff-door.ts'

export const sessionWire = z
  .object({
    user: z
      .object({
        id: idWire('stf'),
        login: z.string(),
        displayName: z.string(),
        roles: z.array(z.enum(STAFF_ROLES)),
        language: z.enum(['zh-CN', 'en']),
      })
      .meta({ id: 'StaffPerson' }),
    csrfToken: z.string().meta({ description: 'Send it as `x-csrf-token` with every change.' }),
    expiresAt: instantWire,
  })
  .meta({ id: 'StaffSession', description: 'Who is signed in in this browser.' })

/** A session as its own browser may see it. */
export function toSessionWire({ session, user }: SignedIn) {
  const { id, login, displayName, roles, language } = user
  return { user: { id, login, displayName, roles, language }, csrfToken: session.csrfToken, expiresAt: session.expiresAt.toISOString() }
}

export const sessionExample = {
  user: {
    id: 'stf_01kd5v3m8qf6mrx3e0c9h2t4za',
    login: 'bench-1',
    displayName: '质检一号台',
    roles: ['warehouseStaff' as const],
    language: 'zh-CN' as const,
  },
  csrfToken: '3q2-7w',
  expiresAt: '2026-03-01T12:00:00.000Z',
}

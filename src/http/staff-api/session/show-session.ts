import { Problem } from '../../problem.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'
import { sessionExample, sessionWire, toSessionWire } from './session-wire.ts'

export const showSession = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/session',
    operationId: 'showSession',
    tag: 'Session',
    summary: 'Who is signed in',
    description: 'The person of this session and the token that changes need.',
    scope: null,
    response: { status: 200, schema: sessionWire, example: sessionExample },
    problems: [401],
    handler: async ({ signedIn }) => {
      if (signedIn === null) throw new Problem('auth.required')
      return toSessionWire(signedIn)
    },
  }),
)

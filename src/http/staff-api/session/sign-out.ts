import { answer } from '../../answer.ts'
import { defineStaffRoute, EVERY_ROLE, openTo } from '../staff-door.ts'

export const signOut = openTo(
  EVERY_ROLE,
  defineStaffRoute({
    method: 'DELETE',
    path: '/staff/v1/session',
    operationId: 'signOut',
    tag: 'Session',
    summary: 'Sign out',
    description: 'Ends the session on the server and clears the cookie.',
    scope: null,
    response: { status: 204 },
    problems: [401, 403],
    handler: async ({ keeper, request }) => answer(undefined, { headers: { 'set-cookie': await keeper.end(request) } }),
  }),
)

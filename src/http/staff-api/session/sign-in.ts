import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { isPassword } from './passwords.ts'
import { sessionExample, sessionWire, toSessionWire } from './session-wire.ts'

const credentials = z
  .strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(200) })
  .meta({ id: 'StaffCredentials' })

export const signIn = openTo(
  'anyone',
  defineStaffRoute({
    method: 'POST',
    path: '/staff/v1/session',
    operationId: 'signIn',
    tag: 'Session',
    summary: 'Sign in',
    description: 'Sets the session cookie. An unknown account and a wrong password get the same answer in the same time.',
    scope: null,
    body: credentials,
    bodyExample: { login: 'bench-1', password: 'correct horse battery staple' },
    response: { status: 201, schema: sessionWire, example: sessionExample },
    problems: [401, 403, 422, 429],
    handler: async ({ body, request, reads, keeper, throttle }) => {
      throttle.enter(body.login, request.ip)
      const user = await reads.userByLogin(body.login.trim())
      const isRight = await isPassword(body.password, user?.passwordHash)
      if (user === undefined || !isRight || user.disabledAt !== null) {
        throttle.failed(body.login)
        throw new Problem('staff.credentials_wrong')
      }
      throttle.succeeded(body.login)
      const { session, cookie } = await keeper.begin(request, user)
      return answer(toSessionWire({ session, user }), { location: '/staff/v1/session', headers: { 'set-cookie': cookie } })
    },
  }),
)

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsync, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { StaffRole } from '../../../../src/domain/staff/staff-user.ts'
import { registerStaffApi } from '../../../../src/http/staff-api/register-staff-api.ts'
import { createManualClock } from '../../../../src/platform/clock.ts'
import { buildSampleServer } from '../../support/sample-server.ts'
import { addUser, PASSWORD } from './seed-world.ts'
import { createStaffWorld, servicesOf } from './staff-world.ts'

export type SignedInAs = { cookie: string; csrfToken: string }
type Call = Omit<InjectOptions, 'headers'> & { as?: SignedInAs | null; headers?: Record<string, string> }

type Options = { isSecure?: boolean; folder?: string; queueBoard?: FastifyPluginAsync }

/** The gateway's server with the staff door, over a warehouse in memory. */
export async function buildStaffServer({ isSecure = false, folder = '/nonexistent', queueBoard }: Options = {}) {
  const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))
  const world = createStaffWorld(clock)
  const services = servicesOf(world)
  const { app } = await buildSampleServer({
    addRoutes: (server) =>
      registerStaffApi(server, {
        services,
        settings: { isSecure, checkAnswers: true },
        pages: { folder, imageSources: ['https://cbu01.alicdn.com'] },
        ...(queueBoard ? { queueBoard } : {}),
      }),
  })
  const call = ({ as = null, headers = {}, ...request }: Call): Promise<LightMyRequestResponse> => {
    const own: Record<string, string> = as === null ? {} : { cookie: as.cookie, 'x-csrf-token': as.csrfToken }
    return app.inject({ ...request, headers: { 'sec-fetch-site': 'same-origin', ...own, ...headers } })
  }
  const signIn = (login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
    call({ method: 'POST', url: '/staff/v1/session', payload: { login, password }, headers })
  const be = async (...roles: StaffRole[]): Promise<SignedInAs> => {
    const login = roles.join('-')
    if (![...world.users.values()].some((user) => user.login === login)) await addUser(world, login, roles)
    return sessionOf(await signIn(login))
  }
  return { app, world, clock, services, call, signIn, be }
}

/** The cookie and the token a browser would keep. */
export function sessionOf(response: LightMyRequestResponse): SignedInAs {
  const [cookie] = response.cookies
  if (cookie === undefined) throw new Error(`not signed in: ${response.body}`)
  return { cookie: `${cookie.name}=${cookie.value}`, csrfToken: response.json<{ csrfToken: string }>().csrfToken }
}

/** A stand-in for the built app. */
export async function writeSamplePages(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>')
  await writeFile(join(folder, 'assets', 'app-abc123.js'), 'export const hello = 1\n')
}

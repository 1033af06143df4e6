import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { StaffReads, StaffSessions } from '../../../domain/read-ports.ts'
import { addMilliseconds, type Clock, HOUR_MS, MINUTE_MS } from '../../../domain/shared/clock.ts'
import type { StaffSession, StaffUser } from '../../../domain/staff/staff-user.ts'
import { Problem } from '../../problem.ts'

const IDLE_MS = 30 * MINUTE_MS
const ABSOLUTE_MS = 12 * HOUR_MS
/** One write a minute is enough to know that someone is there. */
const TOUCH_MS = MINUTE_MS
const TOKEN_BYTES = 32

export type SessionKeeper = {
  /** Makes a session and the cookie that names it; a session the browser still had ends. */
  begin(request: FastifyRequest, user: StaffUser): Promise<{ session: StaffSession; cookie: string }>
  /** Ends the session of this request; answers the cookie that clears the browser's. */
  end(request: FastifyRequest): Promise<string>
  /** Throws `auth.required` without a session that is alive. */
  requireSession(request: FastifyRequest): Promise<{ session: StaffSession; user: StaffUser }>
  /** Throws `staff.csrf_invalid` unless the header holds the session's own token. */
  requireCsrfToken(request: FastifyRequest, session: StaffSession): void
  /** Throws `staff.csrf_invalid` for a change that a page of another site asks for. */
  requireSameOrigin(request: FastifyRequest): void
}

type KeeperDeps = {
  reads: StaffReads
  sessions: StaffSessions
  clock: Clock
  isSecure: boolean
  serializeCookie: FastifyInstance['serializeCookie']
}

/** Keeps sessions on the server (api-conventions 20.5): the cookie is a random value, the table knows only its hash. */
export function createSessionKeeper({ reads, sessions, clock, isSecure, serializeCookie }: KeeperDeps): SessionKeeper {
  const cookieName = isSecure ? '__Host-sid' : 'sid'
  const cookieOf = (value: string, maxAge: number) =>
    serializeCookie(cookieName, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge })
  const tokenOf = (request: FastifyRequest) => request.cookies[cookieName]
  const end = async (request: FastifyRequest) => {
    const token = tokenOf(request)
    if (token !== undefined) await sessions.end(hashOf(token))
    return cookieOf('', 0)
  }
  return {
    begin: async (request, user) => {
      await end(request)
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const now = clock.now()
      const session: StaffSession = {
        id: hashOf(token),
        staffUserId: user.id,
        csrfToken: randomBytes(TOKEN_BYTES).toString('base64url'),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: addMilliseconds(now, ABSOLUTE_MS),
      }
      await sessions.create(session)
      return { session, cookie: cookieOf(token, ABSOLUTE_MS / 1000) }
    },
    end,
    requireSession: async (request) => {
      const token = tokenOf(request)
      const found = token === undefined ? undefined : await reads.session(hashOf(token))
      if (found === undefined) throw new Problem('auth.required')
      const now = clock.now()
      const idleMs = now.getTime() - found.session.lastSeenAt.getTime()
      if (now >= found.session.expiresAt || idleMs >= IDLE_MS || found.user.disabledAt !== null) {
        await sessions.end(found.session.id)
        throw new Problem('auth.required')
      }
      if (idleMs >= TOUCH_MS) await sessions.touch(found.session.id, now)
      return found
    },
    requireCsrfToken: (request, session) => {
      const given = request.headers['x-csrf-token']
      if (typeof given !== 'string' || !isSame(given, session.csrfToken)) throw new Problem('staff.csrf_invalid')
    },
    requireSameOrigin,
  }
}

function requireSameOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  // Every browser of this decade sends the first; older ones at least the second with every POST.
  const isOurs = site === undefined ? origin !== undefined && hostOf(origin) === request.host : site === 'same-origin'
  if (!isOurs) throw new Problem('staff.csrf_invalid')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares hashes, so that neither the time nor the length tells anything. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

import { randomUUID } from 'node:crypto'

export type Buyer = { memberId: string; userId: string; loginId: string }

export type App = {
  appKey: string
  appSecret: string
  buyer: Buyer
  /** Names of APIs this app was not granted. */
  denied: Set<string>
  /** Where this app's pushes go; null means the setting `callbackUrl`. */
  callbackUrl: string | null
}

type Token = { appKey: string; expiresAt: number | null }
type RefreshToken = { appKey: string; timeoutAt: number }

export type AppSeed = {
  appKey: string
  appSecret: string
  accessToken: string
  refreshToken: string
  callbackUrl?: string
  denied?: readonly string[]
}

export const DEMO_APP: AppSeed = { appKey: '1000000', appSecret: 'test123', accessToken: 'tok-0001', refreshToken: 'ref-0001' }

const HALF_A_YEAR_MS = 182 * 86_400_000

/** The apps, their buyers and their tokens. A seeded token lives until it is expired on demand, like a self-use app's. */
export class AppRegistry {
  #apps = new Map<string, App>()
  #tokens = new Map<string, Token>()
  #refreshTokens = new Map<string, RefreshToken>()

  constructor(seeds: readonly AppSeed[], now: number) {
    for (const seed of seeds) this.#add(seed, now)
  }

  find(appKey: string): App | undefined {
    return this.#apps.get(appKey)
  }

  all(): App[] {
    return [...this.#apps.values()]
  }

  ofBuyer(memberId: string): App | undefined {
    return this.all().find((app) => app.buyer.memberId === memberId)
  }

  /** The buyer behind a live token of this app, or null. */
  buyerOf(app: App, token: string, now: number): Buyer | null {
    const known = this.#tokens.get(token)
    const live = known !== undefined && known.appKey === app.appKey && (known.expiresAt === null || known.expiresAt > now)
    return live ? app.buyer : null
  }

  issue(app: App, expiresAt: number): string {
    const token = randomUUID()
    this.#tokens.set(token, { appKey: app.appKey, expiresAt })
    return token
  }

  issueRefresh(app: App, now: number): { token: string; timeoutAt: number } {
    const token = randomUUID()
    const timeoutAt = now + HALF_A_YEAR_MS
    this.#refreshTokens.set(token, { appKey: app.appKey, timeoutAt })
    return { token, timeoutAt }
  }

  /** Whether the refresh token is this app's and still lives. */
  refreshes(app: App, token: string, now: number): boolean {
    const known = this.#refreshTokens.get(token)
    return known !== undefined && known.appKey === app.appKey && known.timeoutAt > now
  }

  /** Ends a token now (or all of an app's); returns how many ended. */
  expire(which: { token?: string; appKey?: string }, now: number): number {
    const hit = [...this.#tokens].filter(([token, known]) => token === which.token || known.appKey === which.appKey)
    for (const [token, known] of hit) this.#tokens.set(token, { ...known, expiresAt: now })
    return hit.length
  }

  #add(seed: AppSeed, now: number): void {
    const tail = seed.appKey.slice(-6).padStart(6, '0')
    const number = this.#apps.size + 1
    this.#apps.set(seed.appKey, {
      appKey: seed.appKey,
      appSecret: seed.appSecret,
      buyer: {
        memberId: `b2b-22${tail}${String(number).padStart(2, '0')}`,
        userId: `22${tail}${String(100 + number).padStart(4, '0')}`,
        loginId: `buyer${tail}`,
      },
      denied: new Set(seed.denied ?? []),
      callbackUrl: seed.callbackUrl ?? null,
    })
    this.#tokens.set(seed.accessToken, { appKey: seed.appKey, expiresAt: null })
    this.#refreshTokens.set(seed.refreshToken, { appKey: seed.appKey, timeoutAt: now + HALF_A_YEAR_MS })
  }
}

import { randomUUID } from 'node:crypto'
import type { Changes } from './changes.ts'

export type Buyer = { memberId: string; userId: string; loginId: string }

export type App = {
  appKey: string
  appSecret: string
  buyer: Buyer
  /** Names of APIs this app was not granted. */
  denied: Set<string>
  /** Where this app's pushes go; null means the setting `callbackUrl`. */
  callbackUrl: string | null
  /** Settings that are different for this app's calls and messages. */
  settings: Readonly<Record<string, unknown>>
  /** Authorized sub-accounts, `main:sub`. */
  subAccounts: string[]
}

export type Token = { appKey: string; expiresAt: number | null }
export type RefreshToken = { appKey: string; timeoutAt: number }

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
  readonly tokens = new Map<string, Token>()
  readonly refreshTokens = new Map<string, RefreshToken>()
  readonly #changes: Changes
  #apps = new Map<string, App>()

  constructor(changes: Changes, seeds: readonly AppSeed[], now: number) {
    this.#changes = changes
    for (const seed of seeds) this.add(seed, now)
  }

  find(appKey: string): App | undefined {
    this.#changes.mark('apps', appKey)
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
    const known = this.tokens.get(token)
    const live = known !== undefined && known.appKey === app.appKey && (known.expiresAt === null || known.expiresAt > now)
    return live ? app.buyer : null
  }

  issue(app: App, expiresAt: number): string {
    const token = randomUUID()
    this.#setToken(token, { appKey: app.appKey, expiresAt })
    return token
  }

  issueRefresh(app: App, now: number): { token: string; timeoutAt: number } {
    const token = randomUUID()
    const timeoutAt = now + HALF_A_YEAR_MS
    this.#setRefreshToken(token, { appKey: app.appKey, timeoutAt })
    return { token, timeoutAt }
  }

  /** Whether the refresh token is this app's and still lives. */
  refreshes(app: App, token: string, now: number): boolean {
    const known = this.refreshTokens.get(token)
    return known !== undefined && known.appKey === app.appKey && known.timeoutAt > now
  }

  /** Ends a token now (or all of an app's); returns how many ended. */
  expire(which: { token?: string; appKey?: string }, now: number): number {
    const hit = [...this.tokens].filter(([token, known]) => token === which.token || known.appKey === which.appKey)
    for (const [token, known] of hit) this.#setToken(token, { ...known, expiresAt: now })
    return hit.length
  }

  /** An app of an earlier run of the mock; one seeded at this start keeps what the seed says. */
  restore(app: App): void {
    const seeded = this.#apps.get(app.appKey)
    this.#apps.set(app.appKey, seeded ? { ...app, appSecret: seeded.appSecret, buyer: seeded.buyer } : app)
  }

  #setToken(token: string, known: Token): void {
    this.tokens.set(token, known)
    this.#changes.mark('tokens', token)
  }

  #setRefreshToken(token: string, known: RefreshToken): void {
    this.refreshTokens.set(token, known)
    this.#changes.mark('refreshTokens', token)
  }

  /** Makes an app with its tokens and a buyer account of its own. */
  add(seed: AppSeed, now: number): void {
    this.#changes.mark('apps', seed.appKey)
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
      settings: {},
      subAccounts: [],
    })
    this.#setToken(seed.accessToken, { appKey: seed.appKey, expiresAt: null })
    this.#setRefreshToken(seed.refreshToken, { appKey: seed.appKey, timeoutAt: now + HALF_A_YEAR_MS })
  }
}

/** The buyer's authorization at 1688. `refreshToken` is null for an app whose token cannot be renewed. */
export type UpstreamTokens = { accessToken: string; refreshToken: string | null; expiresAt: Date | null }

/** Where the authorization is kept, so that every process uses the newest one. */
export interface UpstreamTokenStore {
  load(): Promise<UpstreamTokens | undefined>
  save(tokens: UpstreamTokens): Promise<void>
}

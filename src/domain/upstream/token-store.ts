/** The buyer's authorization at 1688. `refreshToken` is null for an app whose token cannot be renewed; null times are not known. */
export type UpstreamTokens = {
  accessToken: string
  refreshToken: string | null
  expiresAt: Date | null
  refreshExpiresAt: Date | null
}

/** Why the authorization was not renewed, and before when nobody tries again; `lost`: a person must authorize anew. */
export type RenewalFailure = { code: string; lost: boolean; at: Date; retryAt: Date; inARow: number }

/** The authorization with what became of the last attempts to renew it. */
export type KeptTokens = UpstreamTokens & {
  renewedAt: Date | null
  /** When a longer life for the refresh token was last asked for. */
  postponeTriedAt: Date | null
  failure: RenewalFailure | null
}

/** Where the authorization is kept, so that every process uses the newest one and only one of them renews it. */
export interface UpstreamTokenStore {
  load(): Promise<KeptTokens | undefined>
  /** The sole right to renew until `release`, with the newest state; undefined while another process has it. It ends by itself. */
  claim(): Promise<KeptTokens | undefined>
  /** Gives the right back, saving what came of it; without a state nothing changes. A claim that ended meanwhile saves nothing. */
  release(next?: KeptTokens): Promise<void>
  /** Keeps what a person has authorized, whatever was there and whoever holds the claim. */
  replace(tokens: KeptTokens): Promise<void>
}

/** Tokens nobody has used yet. */
export function freshTokens(tokens: UpstreamTokens): KeptTokens {
  return { ...tokens, renewedAt: null, postponeTriedAt: null, failure: null }
}

/** How our authorization at 1688 stands: `failing` mends by itself, `lost` and `none` need a person who authorizes anew. */
export type Authorization = {
  state: 'good' | 'failing' | 'lost' | 'none'
  /** What 1688, or the line to it, said last. */
  code: string | null
  /** Since when it stands so. */
  since: Date | null
  expiresAt: Date | null
  refreshExpiresAt: Date | null
}

/** Keyset page: newest first, rows strictly before `after`. */
export type PageRequest = { limit: number; after: { createdAt: Date; id: string } | null }
export type Page<T> = { rows: T[]; hasMore: boolean }

import type { StockLot } from './stock-lot.ts'

export const LOT_STATES = ['STORED', 'GONE', 'ABANDONED', 'DISPOSED'] as const
export type LotState = (typeof LOT_STATES)[number]

/** Where a lot stands: in its bin, shipped to the last piece, given up, or disposed of after that. */
export function lotState({ quantity, abandonedAt, disposedAt }: Pick<StockLot, 'quantity' | 'abandonedAt' | 'disposedAt'>): LotState {
  if (disposedAt !== null) return 'DISPOSED'
  if (abandonedAt !== null) return 'ABANDONED'
  return quantity === 0 ? 'GONE' : 'STORED'
}

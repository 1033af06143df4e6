import type { Upload } from './files/prepare-upload.ts'
import type { EndedOrder } from './reconciliation/ended-order.ts'
import type { PreparedQuote, QuoteRequest } from './use-cases.ts'

/** Both copies of a picture, already in the object store. */
export type PreparedPhoto = { original: PreparedFile; redacted: PreparedFile }
export type PreparedFile = { sha256: string; contentType: string; byteLength: number; storageKey: string }

/** Work that needs the outside world before (never inside) a transaction. */
export interface Preparations {
  /** Asks 1688 for a live preview and prices it by the rules in force. Throws `product.*` and `quote.*` refusals. */
  prepareQuote(request: QuoteRequest): Promise<PreparedQuote>
  /**
   * Checks, cleans and stores a picture: the original for staff and a copy for partners without what they must not see. A shot of a
   * label without a marked region is made unreadable as a whole. Throws `file.*` refusals.
   */
  preparePhoto(picture: {
    bytes: Uint8Array
    shot: string
    redactions: { x: number; y: number; width: number; height: number }[]
  }): Promise<PreparedPhoto>
  /** Looks at 1688 whether the order of a difference was paid and is over. Throws `difference.order_not_ended`. */
  readEndedOrder(differenceId: string): Promise<EndedOrder>
  /** Checks, cleans and stores a file of a partner, who has it when `saveUpload` commits. Throws `file.*` refusals. */
  prepareUpload(upload: Upload): Promise<{ fileId: string }>
}

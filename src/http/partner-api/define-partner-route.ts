import type { SearchImage, SearchPicture } from '../../domain/catalogue/find-search-image.ts'
import type { RuleBook } from '../../domain/policy/rule-book.ts'
import type { Transaction } from '../../domain/ports.ts'
import type { Preparations } from '../../domain/preparations.ts'
import type { RateBook } from '../../domain/quotes/reference-rates.ts'
import type { Reads } from '../../domain/read-ports.ts'
import type { Clock } from '../../domain/shared/clock.ts'
import type { Tenant } from '../../domain/shared/tenant.ts'
import type { Commands, Sandbox } from '../../domain/use-cases.ts'
import type { Cursors } from '../pagination.ts'
import { routeDefiner } from '../route.ts'
import type { CategoryAnswers } from './categories/category-answers.ts'
import type { Caller } from './partner-door.ts'
import type { ProductAnswers } from './products/product-answers.ts'
import type { SupplierAnswers } from './suppliers/supplier-answers.ts'

/** What partner handlers may use. */
export type PartnerServices = {
  commands: PartnerCommands
  reads: PartnerReads
  preparations: Pick<Preparations, 'prepareQuote' | 'prepareUpload'>
  products: ProductAnswers
  categories: CategoryAnswers
  /** Makes a picture known to 1688. Throws `file.*` and `product.image_not_usable`. */
  searchImages: { find(wish: { picture: SearchPicture; livemode: boolean }): Promise<SearchImage> }
  suppliers: SupplierAnswers
  sandbox: Sandbox
  /** Remembers that notices about stored goods reached the partner. */
  receiveNotices: (receipt: { tenant: Tenant; noticeIds: readonly string[] }) => Promise<void>
  /** What holds for a partner, and the reference rates: from memory. */
  rules: RuleBook
  rates: RateBook
  cursors: Cursors
  clock: Clock
  /** The bytes under a storage key; null when they are gone. */
  readFile: (storageKey: string) => Promise<Uint8Array | null>
}

type PartnerCommands = Pick<
  Commands,
  | 'saveQuote'
  | 'placeOrder'
  | 'payOrder'
  | 'cancelOrder'
  | 'answerPrice'
  | 'decideInspection'
  | 'createShipment'
  | 'payShipment'
  | 'cancelShipment'
  | 'requestRefund'
  | 'simulateRefund'
  | 'cancelRefund'
  | 'addRefundEvidence'
  | 'saveUpload'
  | 'createTopUp'
  | 'repayCredit'
  | 'setBalanceAlert'
>
type PartnerReads = Omit<Reads, 'apiKey' | 'ledgerProof' | 'supplierQuality'>

/** Defines a route of the partner API: handlers get the caller, the services and, when idempotent, the transaction. */
export const definePartnerRoute = routeDefiner<Caller & PartnerServices, Transaction>('partner')

import type { Currency } from '../shared/money.ts'
import type { Page, PageRequest } from '../shared/page.ts'
import type { Repository } from '../shared/repository.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { CreditChange } from './credit-change.ts'
import type { CreditDraw, CreditDrawState } from './credit-draw.ts'
import type { CreditLine } from './credit-line.ts'

export interface CreditLineRepository extends Repository<CreditLine> {
  /** Locked until the transaction ends: draws and repayments of one line come one after another. */
  lockOf(tenant: Tenant, currency: Currency): Promise<CreditLine | undefined>
}

export interface CreditDrawRepository extends Repository<CreditDraw> {
  /** Locked, in the order they fall due. */
  lockUnpaid(tenant: Tenant, currency: Currency): Promise<CreditDraw[]>
}

export type CreditChangeRepository = Repository<CreditChange>

/** A line with what is drawn from it now. */
export type CreditLineView = CreditLine & {
  drawnMinor: bigint
  overdueMinor: bigint
  /** The next draw that falls due; null when nothing is drawn. */
  nextDueAt: Date | null
  /** All that falls due then. */
  nextDueMinor: bigint
}

export type CreditDrawFilter = { states?: CreditDrawState[]; currency?: Currency; sourceId?: string }

/** What partners ask about their credit. */
export interface CreditReads {
  creditLines(tenant: Tenant, now: Date): Promise<CreditLineView[]>
  creditDraws(tenant: Tenant, filter: CreditDrawFilter, page: PageRequest): Promise<Page<CreditDraw>>
  creditDraw(tenant: Tenant, id: string): Promise<CreditDraw | undefined>
}

import type { Repository } from '../shared/repository.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { StockLot } from './stock-lot.ts'
import type { StorageFee } from './storage-fee.ts'
import type { StorageNotice } from './storage-notice.ts'

export interface StockRepository extends Repository<StockLot> {
  listOfLine(lineId: string): Promise<StockLot[]>
  /** Locked in id order. */
  lockMany(ids: string[]): Promise<StockLot[]>
  /** Units of the lot in shipments that are paid for and not handed over yet. */
  unitsPaidFor(lotId: string): Promise<number>
}

export interface StorageFeeRepository extends Repository<StorageFee> {
  /** What is not paid yet, by day. */
  openOf(lotId: string): Promise<StorageFee[]>
}

export interface StorageNoticeRepository extends Repository<StorageNotice> {
  wasSent(lotId: string, step: string): Promise<boolean>
  /** Those of the tenant among them that are not known to have arrived, by lot, so that lots are locked in one order. */
  undelivered(tenant: Tenant, ids: readonly string[]): Promise<StorageNotice[]>
}

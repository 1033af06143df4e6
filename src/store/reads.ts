import type { Reads } from '../domain/read-ports.ts'
import { createAccountReads } from './account-reads.ts'
import { createCreditReads } from './credit-reads.ts'
import type { Db } from './database.ts'
import { createOrderReads } from './order-reads.ts'
import { createShipmentReads } from './shipment-reads.ts'
import { createSupplierReads } from './supplier-reads.ts'
import { createWalletReads } from './wallet-reads.ts'
import { createWarehouseReads } from './warehouse-reads.ts'

/** The questions of the partners' doors; a foreign row and a missing one give the same answer (invariant 7). */
export function createReads(db: Db): Reads {
  return {
    ...createOrderReads(db),
    ...createWarehouseReads(db),
    ...createShipmentReads(db),
    ...createAccountReads(db),
    ...createSupplierReads(db),
    ...createWalletReads(db),
    ...createCreditReads(db),
  }
}

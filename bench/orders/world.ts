import pg from 'pg'
import type { Child } from '../support/child.ts'
import type { Scope } from '../support/scope.ts'
import { type FirstOrder, placeFirstOrder } from './first-order.ts'

export type Shop = {
  gateway: Child
  headers: Record<string, string>
  /** An order made over HTTP, unpaid. */
  first: FirstOrder
  databaseUrl: string
  /** Past the gateway: to make rows and to be the baseline. */
  client: pg.Client
}

/** A gateway with a database of its own and one order in it. */
export async function openShop(scope: Scope, { durable, name }: { durable: boolean; name: string }): Promise<Shop> {
  const upstream = await scope.child('upstream')
  const databaseUrl = await scope.database({ durable, name })
  const gateway = await scope.child('gateway', {
    DATABASE_URL: databaseUrl,
    SANDBOX_UPSTREAM_URL: await upstream.ask<string>('mockUrl'),
    FILES_DIR: scope.folder,
    LOG_LEVEL: 'warn',
  })
  const { authorization } = await gateway.ask<{ authorization: string }>('access')
  const headers = { authorization }
  const first = await placeFirstOrder({ gateway, headers }, await upstream.ask<string[]>('offers'))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  scope.closing(() => client.end())
  return { gateway, headers, first, databaseUrl, client }
}

import { buildGroup } from '../../../src/domain/ledger/build-group.ts'
import { money } from '../../../src/domain/shared/money.ts'
import type { Stack } from '../../support/stack.ts'
import { type Carry, createApiClient } from '../../support/stack-client.ts'
import { addKey, addPartner } from '../../support/stack-tenants.ts'
import { createStormPartner, type StormPartner, type Tally } from './storm-partner.ts'

/** Paid in by each, in cents: enough for everything, so that only the storm decides what is bought. */
export const PAID_IN = 100_000_000_00n

export type Member = { partnerId: string; program: StormPartner }
type Storm = { count: number; tally: Tally; carry: Carry }

/** Partners with a key and money each. */
export async function addStormPartners({ core, url }: Stack, { count, tally, carry }: Storm): Promise<Member[]> {
  const members: Member[] = []
  for (let index = 0; index < count; index += 1) {
    const partnerId = await addPartner(core, `Store ${index + 1}`, core.ids.next('par'))
    const tenant = { partnerId, livemode: false }
    const apiKey = await addKey(core, tenant)
    const group = buildGroup({
      id: core.ids.next('grp'),
      idempotencyKey: `storm:${partnerId}`,
      template: 'topUp',
      tenant,
      amounts: { paidIn: money(PAID_IN, 'USD') },
      sourceType: 'test',
      sourceId: partnerId,
      at: core.clock.now(),
    })
    await core.uow.run((tx) => tx.ledger.post(group))
    members.push({ partnerId, program: createStormPartner({ client: createApiClient({ url, apiKey, carry }), url, apiKey, tally }) })
  }
  return members
}

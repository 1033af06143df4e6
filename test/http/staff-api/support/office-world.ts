import type { Partner } from '../../../../src/domain/partners/partner.ts'
import { createSetPartnerCatalogue } from '../../../../src/domain/partners/set-partner-catalogue.ts'
import { createCancelRule } from '../../../../src/domain/policy/cancel-rule.ts'
import { layRules } from '../../../../src/domain/policy/lay-rules.ts'
import { createSetRule } from '../../../../src/domain/policy/set-rule.ts'
import type { StoredRule } from '../../../../src/domain/policy/stored-rule.ts'
import type { Transaction } from '../../../../src/domain/ports.ts'
import { referenceRateAt, type StoredRate } from '../../../../src/domain/quotes/reference-rates.ts'
import { createSetExchangeRate } from '../../../../src/domain/quotes/set-exchange-rate.ts'
import type { ComparisonRun, Difference } from '../../../../src/domain/reconciliation/difference.ts'
import { createRequestComparison } from '../../../../src/domain/reconciliation/request-comparison.ts'
import { createSettleDifference } from '../../../../src/domain/reconciliation/settle-difference.ts'
import type { StaffServices } from '../../../../src/http/staff-api/staff-door.ts'
import { createIds } from '../../../../src/platform/ids.ts'
import type { StaffWorld } from './staff-world.ts'

type Office = Pick<StaffServices, 'office' | 'rules'> & {
  commands: Pick<
    StaffServices['commands'],
    'setRule' | 'cancelRule' | 'setExchangeRate' | 'setPartnerCatalogue' | 'requestComparison' | 'settleDifference'
  >
  tx: Pick<Transaction, 'rules' | 'rates' | 'partners' | 'outbox' | 'comparisonRuns' | 'differences'>
}

const DEMO: Partner = {
  ...{ id: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', name: 'Demo Store', status: 'ACTIVE', defaultCurrency: 'USD', defaultLanguage: 'en' },
  ...{ storefrontTemplate: null, catalogueRules: null, createdAt: new Date('2026-11-01T00:00:00Z'), version: 1 },
}

/** The operator's book and the rates in memory, newest entry first, behind the real use cases. */
export function officeOf({ clock, users, partnerNames }: Pick<StaffWorld, 'clock' | 'users' | 'partnerNames'>): Office {
  const book: StoredRule[] = []
  const entered: StoredRate[] = []
  const partners = new Map<string, Partner>([[DEMO.id, DEMO]])
  const runs: ComparisonRun[] = []
  const differences = new Map<string, Difference>()
  const rules: StaffServices['rules'] = { rowsFor: (tenant) => layRules(book, tenant) }
  const tools = {
    clock,
    ids: createIds(),
    rules,
    rates: { rateAt: (currency, at) => referenceRateAt(currency, at, entered) },
  } satisfies Parameters<typeof createSetExchangeRate>[0]
  return {
    rules,
    office: {
      rules: async () => [...book],
      exchangeRates: async (limit) => entered.slice(0, limit),
      partnerSettings: async () => [...partners.values()],
      partners: async () => [...partnerNames].map(([id, name]) => ({ id, name })),
      differences: async () => [...differences.values()],
      runs: async () => [...runs],
      staffNames: async () => new Map([...users.values()].map((user) => [user.id, user.displayName])),
    },
    commands: {
      setRule: createSetRule(tools),
      cancelRule: createCancelRule(tools),
      setExchangeRate: createSetExchangeRate(tools),
      setPartnerCatalogue: createSetPartnerCatalogue(),
      requestComparison: createRequestComparison(tools),
      settleDifference: createSettleDifference(tools),
    },
    tx: {
      rules: { find: async (id) => book.find((entry) => entry.id === id), insert: async (entry) => void book.unshift(entry) },
      outbox: { addJob: async () => undefined },
      comparisonRuns: {
        lockActive: async () => runs.find(({ state }) => state === 'QUEUED'),
        insert: async (run: ComparisonRun) => void runs.unshift(run),
      } as unknown as Transaction['comparisonRuns'],
      differences: {
        lock: async (id: string) => differences.get(id),
        update: async (row: Difference) => row,
      } as unknown as Transaction['differences'],
      rates: { insert: async (entry) => void entered.unshift(entry) },
      partners: {
        find: async (id) => partners.get(id),
        lock: async (id) => partners.get(id),
        insert: async (partner) => void partners.set(partner.id, partner),
        update: async (partner) => {
          const next = { ...partner, version: partner.version + 1 }
          partners.set(partner.id, next)
          return next
        },
      },
    },
  }
}

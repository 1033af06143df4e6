import { keepPreviousData, QueryCache, QueryClient, type QueryKey, useQuery } from '@tanstack/react-query'
import { usePaged } from '../parts/use-paged.ts'
import { api, type ListFilter, type OrderFilter } from './client.ts'
import { Problem } from './problem.ts'
import type { Booking, FinanceTopUp, Mode } from './wire.ts'

const LIST_REFRESH_MS = 4_000
const DETAIL_REFRESH_MS = 10_000
/** Thirty days do not change while somebody looks at them, but for today. */
const TREND_REFRESH_MS = 60_000
/** Something is being made in the background and is there any moment. */
const PLAN_REFRESH_MS = 700

/** Shorter ones are refused by the gateway. */
export const SHORTEST_SEARCH = 2

export const SESSION_KEY: QueryKey = ['session']

/** One cache for the app: a 401 anywhere ends the session, so that the login page comes up. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && client.setQueryData(SESSION_KEY, null) }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500) },
      mutations: { onError: (error) => isSignedOut(error) && client.setQueryData(SESSION_KEY, null) },
    },
  })
  return client
}

/** Null when nobody is signed in. */
export const useSession = () =>
  useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => api.session().catch((error: unknown) => (isSignedOut(error) ? null : Promise.reject(error))),
    staleTime: 5 * 60_000,
  })

export const useTasks = () => useQuery({ queryKey: ['tasks'], queryFn: api.tasks, refetchInterval: LIST_REFRESH_MS })
export const useCounts = () => useQuery({ queryKey: ['counts'], queryFn: api.counts, refetchInterval: LIST_REFRESH_MS })

export const useInspection = (id: string) =>
  useQuery({
    queryKey: ['inspection', id],
    queryFn: () => api.inspection(id),
    refetchInterval: ({ state }) => (state.data?.plan === null ? PLAN_REFRESH_MS : DETAIL_REFRESH_MS),
  })
export const useShipment = (id: string) =>
  useQuery({
    queryKey: ['shipment', id],
    queryFn: () => api.shipment(id),
    refetchInterval: ({ state }) => (state.data?.packingPlan === null ? PLAN_REFRESH_MS : DETAIL_REFRESH_MS),
  })
export const useLot = (id: string) => useQuery({ queryKey: ['lot', id], queryFn: () => api.lot(id), refetchInterval: DETAIL_REFRESH_MS })
export const useRefund = (id: string) =>
  useQuery({ queryKey: ['refund', id], queryFn: () => api.refund(id), refetchInterval: DETAIL_REFRESH_MS })

export const useOrder = (id: string) =>
  useQuery({ queryKey: ['order', id], queryFn: () => api.order(id), refetchInterval: DETAIL_REFRESH_MS })
export const useOrders = (filter: OrderFilter) => usePaged(['orders', filter], (cursor) => api.orders(filter, { cursor }))
export const useSearch = (text: string) =>
  useQuery({ queryKey: ['search', text], queryFn: () => api.search(text), enabled: text.length >= SHORTEST_SEARCH })

export const RULES_KEY: QueryKey = ['rules']
export const useRuleBook = ({ partnerId, mode }: { partnerId: string | null; mode: 'live' | 'test' }) =>
  useQuery({
    queryKey: [...RULES_KEY, partnerId, mode],
    queryFn: () => api.rules(partnerId, mode),
    refetchInterval: LIST_REFRESH_MS,
    placeholderData: keepPreviousData,
  })

export const RECONCILIATION_KEY: QueryKey = ['reconciliation']
export const useReconciliation = () =>
  useQuery({
    queryKey: RECONCILIATION_KEY,
    queryFn: api.reconciliation,
    refetchInterval: ({ state }) => (state.data?.runs[0]?.finishedAt === null ? PLAN_REFRESH_MS : LIST_REFRESH_MS),
  })

export const PARTNERS_KEY: QueryKey = ['partners']
export const usePartners = () => useQuery({ queryKey: PARTNERS_KEY, queryFn: api.partners, refetchInterval: DETAIL_REFRESH_MS })

export const RATES_KEY: QueryKey = ['exchange-rates']
export const useRateBook = () => useQuery({ queryKey: RATES_KEY, queryFn: api.exchangeRates, refetchInterval: LIST_REFRESH_MS })

export const FINANCE_KEY: QueryKey = ['finance']
export const useFinance = (mode: Mode) =>
  useQuery({
    queryKey: [...FINANCE_KEY, 'overview', mode],
    queryFn: () => api.finance(mode),
    refetchInterval: DETAIL_REFRESH_MS,
    placeholderData: keepPreviousData,
  })
export const useFinanceTrend = (mode: Mode) =>
  useQuery({ queryKey: [...FINANCE_KEY, 'trend', mode], queryFn: () => api.financeTrend(mode), refetchInterval: TREND_REFRESH_MS })
export const useFinanceTopUps = (filter: ListFilter<FinanceTopUp>) =>
  usePaged([...FINANCE_KEY, 'topUps', filter], (cursor) => api.financeTopUps(filter, { cursor }))
export const useCredit = (mode: Mode) =>
  useQuery({ queryKey: [...FINANCE_KEY, 'credit', mode], queryFn: () => api.credit(mode), refetchInterval: DETAIL_REFRESH_MS })
export const useBookings = (filter: ListFilter<Booking>) =>
  usePaged([...FINANCE_KEY, 'bookings', filter], (cursor) => api.bookings(filter, { cursor }))
export const useCreditChanges = (mode: Mode) =>
  usePaged([...FINANCE_KEY, 'creditChanges', mode], (cursor) => api.creditChanges(mode, { cursor }))
export const useUnpaidDraws = (mode: Mode) => usePaged([...FINANCE_KEY, 'unpaidDraws', mode], (cursor) => api.unpaidDraws(mode, { cursor }))

function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401
}

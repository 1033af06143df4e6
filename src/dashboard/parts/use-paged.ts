import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

type ListPage<Row> = { data: Row[]; hasMore: boolean; nextCursor: string | null }

/** Where somebody is in a list that the gateway hands out page by page. */
export type Turning = { pageNo: number; hasMore: boolean; isTurning: boolean; back: () => void; on: () => void }

const REFRESH_MS = 10_000

/**
 * One page of a list and the way to the others. Cursors of the pages before are kept, so that going back reads the same page anew.
 * Another key is another list: it begins on its first page.
 */
export function usePaged<Row>(key: QueryKey, read: (cursor: string | undefined) => Promise<ListPage<Row>>) {
  const list = JSON.stringify(key)
  const [place, setPlace] = useState<{ list: string; trail: readonly string[] }>({ list, trail: [] })
  const trail = place.list === list ? place.trail : []
  const cursor = trail.at(-1)
  const query = useQuery({
    queryKey: [...key, cursor ?? null],
    queryFn: () => read(cursor),
    refetchInterval: REFRESH_MS,
    ...(trail.length > 0 || place.list === list ? { placeholderData: keepPreviousData } : {}),
  })
  const next = query.data?.nextCursor ?? null
  const turning: Turning = {
    pageNo: trail.length + 1,
    hasMore: query.data?.hasMore === true,
    isTurning: query.isPlaceholderData,
    back: () => setPlace({ list, trail: trail.slice(0, -1) }),
    on: () => next !== null && setPlace({ list, trail: [...trail, next] }),
  }
  return { query, turning, rows: query.data?.data ?? [] }
}

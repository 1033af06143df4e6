import { MADE_BY_US } from '../files/stored-file.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import type { ListingPicture, OrderLine } from './order.ts'

/** A picture that now lies in the object store, one that will never come, or one to ask for again. */
export type FetchedPicture =
  | { kind: 'picture'; sha256: string; contentType: string; byteLength: number; storageKey: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'notNow' }

export type KeepPicturesTools = {
  uow: UnitOfWork
  clock: Clock
  ids: Ids
  /** Only 1688's picture hosts, or the sandbox's, are asked. */
  fetchPicture(url: string, livemode: boolean): Promise<FetchedPicture>
}

/** Enough to tell what was promised; a listing may have dozens. */
const MOST_PICTURES = 6
const AGAIN_MS = 60_000

/**
 * Keeps the pictures of an order's listings with their hashes, as evidence of what was promised (domain.md 3.3): a seller may change
 * them the next minute. Line by line, so that a run that dies goes on where it was; what does not answer for a day is given up.
 */
export function createKeepPictures(tools: KeepPicturesTools): (orderId: string) => Promise<void> {
  return async (orderId) => {
    const lines = await tools.uow.run((tx) => tx.lines.listOfOrder(orderId))
    let isLeft = false
    for (const line of lines.filter(({ pictures }) => pictures === null)) {
      const fetched = await Promise.all(urlsOf(line).map(async (url) => ({ url, got: await tools.fetchPicture(url, line.livemode) })))
      const isTooLate = addMilliseconds(line.createdAt, DAY_MS) <= tools.clock.now()
      if (fetched.some(({ got }) => got.kind === 'notNow') && !isTooLate) isLeft = true
      else await tools.uow.run((tx) => keepOnLine(tx, tools, { line, fetched }))
    }
    if (isLeft) throw new RetryLater('1688’s picture host does not answer', AGAIN_MS)
  }
}

/** The pictures worth keeping: the variant's own, then the listing's. */
function urlsOf({ snapshot }: OrderLine): string[] {
  const urls = [snapshot.imageUrl, ...(snapshot.listing?.imageUrls ?? [])].filter((url) => url !== null)
  return [...new Set(urls)].slice(0, MOST_PICTURES)
}

type Fetched = { url: string; got: FetchedPicture }

async function keepOnLine(tx: Transaction, tools: KeepPicturesTools, { line, fetched }: { line: OrderLine; fetched: Fetched[] }) {
  await tx.orders.lock(line.orderId)
  const fresh = existing(await tx.lines.lock(line.id), line.id)
  if (fresh.pictures !== null) return
  const at = tools.clock.now()
  const pictures: ListingPicture[] = []
  for (const { url, got } of fetched) {
    if (got.kind !== 'picture') {
      const problem = got.kind === 'refused' ? got.reason : 'notAnswered'
      pictures.push({ url, sha256: null, fileId: null, fetchedAt: at.toISOString(), problem })
      continue
    }
    const { kind: _, ...file } = got
    const id = tools.ids.next('fil')
    const owner = { partnerId: line.partnerId, livemode: line.livemode }
    await tx.files.insert({ ...owner, ...file, ...MADE_BY_US, id, audience: 'partner', storedAt: at, createdAt: at, version: 1 })
    pictures.push({ url, sha256: got.sha256, fileId: id, fetchedAt: at.toISOString(), problem: null })
  }
  await tx.lines.update({ ...fresh, pictures })
}

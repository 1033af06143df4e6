import { z } from 'zod'
import type { Category } from '../../domain/upstream/product.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { CROSS_BORDER } from '../namespaces.ts'
import { decimal, flag, id, list, text } from '../wire.ts'
import { targetLanguage } from './listing.ts'

const NAME = 'category.translation.getById'

/** A category with its children; `'0'` is the root. Undefined when 1688 knows none. Throws UpstreamError. */
export async function getCategory(client: ApiClient, categoryId: string, language: string): Promise<Category | undefined> {
  const params = { categoryId, language: targetLanguage(language) }
  const decoded = await ask(client, { namespace: CROSS_BORDER, name: NAME, params }, decodeNested)
  if (decoded.kind === 'refused') {
    if (NO_SUCH_CATEGORY.has(decoded.code)) return undefined
    throw businessFailure(decoded.code, decoded.message)
  }
  if (decoded.payload === null || decoded.payload === undefined) return undefined
  return toCategory(shaped(categoryWire, decoded.payload, NAME))
}

/** As with products: only the id can be wrong. */
const NO_SUCH_CATEGORY: ReadonlySet<string> = new Set(['400', '404'])

const nodeShape = {
  categoryId: id,
  chineseName: text,
  translatedName: text,
  leaf: flag,
  level: decimal,
  parentCateId: text,
}
const childWire = z.object(nodeShape)
const categoryWire = z.object({ ...nodeShape, children: list(childWire) })

function toCategory(wire: z.output<typeof childWire> & { children?: z.output<typeof childWire>[] }): Category {
  return {
    categoryId: wire.categoryId,
    name: { zh: wire.chineseName ?? '', translated: wire.translatedName },
    parentId: wire.parentCateId,
    level: wire.level,
    isLeaf: wire.leaf ?? false,
    children: (wire.children ?? []).map(toCategory),
  }
}

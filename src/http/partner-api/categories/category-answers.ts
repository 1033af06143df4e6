import { z } from 'zod'
import { blocksCategory, type CatalogueRules, type CatalogueView } from '../../../domain/catalogue/catalogue-rules.ts'
import type { Clock } from '../../../domain/shared/clock.ts'
import type { CachedCatalogue } from '../../../domain/upstream/cached-catalogue.ts'
import type { Category } from '../../../domain/upstream/product.ts'
import { Problem } from '../../problem.ts'
import { serializerOf } from '../../schema/response-serializer.ts'
import { listWire } from '../../schema/wire.ts'
import { freshnessFields, presentFreshness } from '../products/freshness.ts'
import { type AnswerCache, type ReadyAnswer, readyOf } from '../products/ready-answer.ts'

type CategoryAsk = { livemode: boolean; parentId: string | undefined; language: string; view: CatalogueView }

/** Answers about the category tree, ready to send. */
export type CategoryAnswers = {
  /** The children of a category, or the top of the tree. Throws `category.not_found`. */
  children(ask: CategoryAsk): Promise<ReadyAnswer>
}

/** 1688's number of the category above all others. */
const ROOT = '0'

/** Renders 1688's category tree, one level at a time. */
export function createCategoryAnswers(tools: {
  catalogueFor: (livemode: boolean) => Pick<CachedCatalogue, 'getCategory'>
  cache: AnswerCache
  clock: Clock
}): CategoryAnswers {
  const { catalogueFor, cache, clock } = tools
  return {
    async children({ livemode, parentId = ROOT, language, view }) {
      const ready = await cache.get(`categories:${livemode}:${parentId}:${language}${view.variant}`, async () => {
        const parent = await catalogueFor(livemode).getCategory(parentId, language)
        if (!parent || (await isBlocked(catalogueFor(livemode), parent.value, view.rules))) return null
        const children = parent.value.children.filter(({ categoryId }) => !blocksCategory(view.rules, [categoryId]))
        const data = children.map((child) => presentCategory(child, parent.value.categoryId))
        return readyOf(
          writePage({ object: 'list', data, hasMore: false, nextCursor: null, ...presentFreshness(parent, clock.now()) }),
          parent,
        )
      })
      if (!ready) throw new Problem('category.not_found')
      return ready
    },
  }
}

/** True for a blocked category and whatever lies below it. */
async function isBlocked(
  catalogue: Pick<CachedCatalogue, 'getCategory'>,
  category: Category,
  rules: CatalogueRules | null,
): Promise<boolean> {
  if (rules === null || category.categoryId === ROOT) return false
  if (blocksCategory(rules, [category.categoryId])) return true
  if (category.parentId === null || category.parentId === ROOT || category.parentId === category.categoryId) return false
  const parent = await catalogue.getCategory(category.parentId, 'en')
  return parent !== undefined && isBlocked(catalogue, parent.value, rules)
}

const categoryWire = z
  .object({
    object: z.literal('category'),
    id: z.string(),
    parentId: z.string().nullable().meta({ description: 'Null at the top of the tree.' }),
    name: z.string().meta({ description: 'In your language; in Chinese where 1688 has no translation.' }),
    nameZh: z.string(),
    level: z.number().nullable(),
    isLeaf: z.boolean().meta({ description: 'True when there is nothing below it.' }),
  })
  .meta({ id: 'Category', description: 'A category of 1688, as 1688 translates it.' })

export const categoryPageWire = listWire(categoryWire, 'CategoryPage', freshnessFields)

const writePage = serializerOf(categoryPageWire)

function presentCategory({ categoryId, name, level, isLeaf }: Category, parentId: string): z.input<typeof categoryWire> {
  return {
    ...{ object: 'category', id: categoryId, parentId: parentId === ROOT ? null : parentId },
    ...{ name: name.translated ?? name.zh, nameZh: name.zh, level, isLeaf },
  }
}

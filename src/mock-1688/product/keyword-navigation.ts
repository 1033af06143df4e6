import { z } from 'zod'
import { ALL_LEAVES, DEPARTMENTS } from '../catalogue/departments.ts'
import { translate } from '../catalogue/language.ts'
import { comparable } from '../catalogue/word-tables.ts'
import type { Api } from '../protocol/api.ts'
import { jsonArgument, optionalText } from '../protocol/arguments.ts'

const schema = z.looseObject({ keyword: optionalText, language: z.string().default('en_US'), region: optionalText, currency: optionalText })

/** A tree to narrow a search by; its ids go into the search as `snId`. */
export const keywordNavigation: Api = {
  namespace: 'com.alibaba.fenxiao.crossborder',
  name: 'product.search.keywordSNQuery',
  needsToken: true,
  required: ['snParams'],
  refuse: (error) => ({ result: null, success: false, retCode: error.code, retMsg: error.message }),
  handle({ params }) {
    const { keyword, language } = jsonArgument(params, 'snParams', schema)
    const wanted = comparable(keyword ?? '')
    const fits = (name: { zh: string }): boolean => comparable(`${name.zh} ${translate(name as never, language)}`).includes(wanted)
    const result = DEPARTMENTS.flatMap((department) => {
      const leaves = ALL_LEAVES.filter(
        (leaf) => leaf.department === department && [leaf.kind.name, leaf.group.name, department.name].some(fits),
      )
      if (leaves.length === 0) return []
      const id = snIdOf(department.id)
      const children = leaves.map(({ kind }) => ({
        id: `${id}:${snIdOf(kind.id)}`,
        name: kind.name.zh,
        translateName: translate(kind.name, language),
        children: null,
      }))
      return [{ id, name: department.name.zh, translateName: translate(department.name, language), children }]
    })
    return { result, success: true, retCode: '200', retMsg: null }
  },
}

function snIdOf(categoryId: number): string {
  return String(categoryId)
}

/** The categories behind a navigation id: the last of its parts, the narrowest. */
export function categoriesOfSnId(snId: string): number[] {
  const narrowest = Number(snId.split(':').at(-1))
  return Number.isInteger(narrowest) ? [narrowest] : []
}

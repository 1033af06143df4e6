import { DEPARTMENTS } from '../catalogue/departments.ts'
import { translate } from '../catalogue/language.ts'
import type { Word } from '../catalogue/vocabulary/word.ts'

type Node = { id: number; name: Word; level: number; parent: number; children: Node[] }

const TREE: Node = {
  id: 0,
  name: { zh: '全部', en: 'All', ja: 'すべて', ko: '전체' },
  level: 0,
  parent: -1,
  children: DEPARTMENTS.map((department) => ({
    id: department.id,
    name: department.name,
    level: 1,
    parent: 0,
    children: department.groups.map((group) => ({
      id: group.id,
      name: group.name,
      level: 2,
      parent: department.id,
      children: group.kinds.map((kind) => ({ id: kind.id, name: kind.name, level: 3, parent: group.id, children: [] })),
    })),
  })),
}

/** The category with this id (0 = the root), with its children one level down; null when unknown. */
export function categoryById(id: number, language: string): unknown {
  const node = flatten(TREE).find((one) => one.id === id)
  return node ? render(node, language, node.children) : null
}

/** The category with its children's ids and names, in Chinese; null when unknown. */
export function categoryInChinese(id: number): unknown {
  const node = flatten(TREE).find((one) => one.id === id)
  return node
    ? {
        categoryID: node.id,
        name: node.name.zh,
        level: node.level,
        isLeaf: node.level === 3,
        parentIDs: node.parent < 0 ? [] : [node.parent],
        childIDs: node.children.map((child) => child.id),
        childCategorys: node.children.map((child) => ({ id: child.id, name: child.name.zh, isLeaf: child.level === 3 })),
      }
    : null
}

/** Categories whose name holds the text, in Chinese or translated. */
export function categoriesByName(text: string, language: string): unknown[] {
  const wanted = text.toLowerCase()
  return flatten(TREE)
    .filter((node) => node.level > 0 && (node.name.zh.includes(wanted) || translate(node.name, language).toLowerCase().includes(wanted)))
    .map((node) => render(node, language, []))
}

function flatten(node: Node): Node[] {
  return [node, ...node.children.flatMap(flatten)]
}

function render(node: Node, language: string, children: readonly Node[]): Record<string, unknown> {
  const leaf = node.level === 3
  return {
    categoryId: node.id,
    chineseName: node.name.zh,
    translatedName: translate(node.name, language),
    language,
    // Text in one page of the documents, a boolean in another: here text on the node asked for, boolean below it.
    leaf: children.length > 0 ? String(leaf) : leaf,
    level: String(node.level),
    parentCateId: node.parent,
    fromCache: false,
    children: children.length > 0 ? children.map((child) => render(child, language, [])) : null,
  }
}

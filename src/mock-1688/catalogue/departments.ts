import { apparel, shoes } from './vocabulary/apparel.ts'
import { bags, toys } from './vocabulary/bags-and-toys.ts'
import type { Department, Group, Kind } from './vocabulary/department.ts'
import { electronics, stationery } from './vocabulary/electronics-and-stationery.ts'
import { home, kitchen } from './vocabulary/kitchen-and-home.ts'
import { pets, sports } from './vocabulary/pets-and-sports.ts'

/** The top level of the category tree; seller n belongs to department n modulo their number. */
export const DEPARTMENTS: readonly Department[] = [apparel, bags, kitchen, toys, electronics, stationery, pets, home, shoes, sports]

export type Leaf = { department: Department; group: Group; kind: Kind }

export const ALL_LEAVES: readonly Leaf[] = DEPARTMENTS.flatMap((department) =>
  department.groups.flatMap((group) => group.kinds.map((kind) => ({ department, group, kind }))),
)

/** By department id. */
export const LEAVES: ReadonlyMap<number, readonly Leaf[]> = Map.groupBy(ALL_LEAVES, (leaf) => leaf.department.id)

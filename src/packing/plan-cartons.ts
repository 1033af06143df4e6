import { type Bin3D, type Item3D, type Pack3DResult, pack3D } from 'binpackingjs/3d'
import type { PlanCartons } from '../domain/shipments/plan-consolidation.ts'
import type { Carton, PackingPlan } from '../domain/shipments/shipment.ts'

/** Cartons on the shelf, inner sides in mm, smallest first; `tareG` is the empty carton with its filling. */
const CARTONS = [
  { name: 'S', width: 300, height: 200, depth: 150, maxWeight: 8_000, tareG: 150 },
  { name: 'M', width: 400, height: 300, depth: 250, maxWeight: 15_000, tareG: 300 },
  { name: 'L', width: 550, height: 400, depth: 350, maxWeight: 25_000, tareG: 550 },
  { name: 'XL', width: 700, height: 500, depth: 450, maxWeight: 29_000, tareG: 900 },
] as const satisfies readonly (Bin3D & { tareG: number })[]

const UNKNOWN_UNIT_WEIGHT_G = 250
/** Mixed consumer goods weigh about this much a cubic millimetre: a size for goods nobody has measured. */
const GRAMS_PER_MM3 = 0.0002
/** A plan is a proposal for a person: beyond so many pieces it works with bundles. */
const MOST_PIECES = 150

/**
 * Proposes cartons: everything in the smallest one that holds it, else in as few of the largest as it takes. Sizes are estimated
 * from weights, so the packer's own measure decides.
 */
export const planCartons: PlanCartons = (contents) => {
  const pieces = contents.flatMap(({ item, lot }) => piecesOf(item.lotId, item.quantity, lot.unitWeightG ?? UNKNOWN_UNIT_WEIGHT_G))
  const warnings = contents.filter(({ lot }) => lot.unitWeightG === null).map(({ lot }) => `weight unknown: ${lot.id}`)
  for (const carton of CARTONS) {
    const packed = pack3D({ bins: [carton], items: pieces })
    if (packed.unfitItems.length === 0) return { cartons: [proposal(carton, pieces)], warnings }
  }
  return inLargest(pieces, warnings)
}

type Piece = Item3D & { lotId: string; count: number }
type Shelf = (typeof CARTONS)[number]

function piecesOf(lotId: string, quantity: number, unitWeightG: number): Piece[] {
  const perBundle = Math.max(1, Math.ceil(quantity / MOST_PIECES))
  return Array.from({ length: Math.ceil(quantity / perBundle) }, (_, index) => {
    const count = Math.min(perBundle, quantity - index * perBundle)
    const weight = unitWeightG * count
    const side = Math.max(10, Math.round(Math.cbrt(weight / GRAMS_PER_MM3)))
    return { name: `${lotId}#${index}`, width: side, height: side, depth: side, weight, lotId, count }
  })
}

function inLargest(pieces: Piece[], warnings: string[]): PackingPlan {
  const largest = CARTONS[CARTONS.length - 1] as Shelf
  const cartons: PackingPlan['cartons'] = []
  let left: Piece[] = pieces
  while (left.length > 0) {
    const packed: Pack3DResult = pack3D({ bins: [largest], items: left })
    const unfit = new Set(packed.unfitItems.map((piece: Item3D) => piece.name))
    const inside = left.filter((piece) => !unfit.has(piece.name))
    if (inside.length === 0)
      return { cartons: [...cartons, proposal(largest, left)], warnings: [...warnings, 'larger than our largest carton: measure by hand'] }
    cartons.push(proposal(largest, inside))
    left = left.filter((piece) => unfit.has(piece.name))
  }
  return { cartons, warnings }
}

function proposal(shelf: Shelf, pieces: Piece[]): PackingPlan['cartons'][number] {
  const carton: Carton = {
    lengthMm: shelf.width,
    widthMm: shelf.height,
    heightMm: shelf.depth,
    weightG: shelf.tareG + pieces.reduce((total, piece) => total + piece.weight, 0),
  }
  const items = [...Map.groupBy(pieces, (piece) => piece.lotId)].map(([lotId, group]) => ({
    lotId,
    quantity: group.reduce((total, piece) => total + piece.count, 0),
  }))
  return { carton, items }
}

import { z } from 'zod'

/** A JSON Schema node as zod writes it: plain data, draft 2020-12. */
export type JsonSchema = {
  [keyword: string]: unknown
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  anyOf?: JsonSchema[]
  $defs?: Record<string, JsonSchema>
}

export type Direction = 'request' | 'response'

/**
 * The JSON Schema of a wire schema. Throws when the schema says something the wire cannot: a transformation, a
 * check in code, a union, an anonymous type. What is left means the same to zod, to Ajv and to every SDK generator.
 */
export function jsonSchemaOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: direction === 'request' ? 'input' : 'output',
    unrepresentable: 'throw',
    override: ({ zodSchema, path }) => assertDeclarative(zodSchema._zod.def, path.join('.')),
  }) as JsonSchema
  delete json.$schema
  return json
}

/** Rebuilds a schema bottom-up: every subschema passes through `rewrite` after its children did. Never changes its input. */
export function mapSchema(schema: JsonSchema, rewrite: (node: JsonSchema) => JsonSchema): JsonSchema {
  const down = (child: JsonSchema): JsonSchema => mapSchema(child, rewrite)
  const node: JsonSchema = { ...schema }
  if (node.properties) node.properties = mapValues(node.properties, down)
  if (node.$defs) node.$defs = mapValues(node.$defs, down)
  if (node.items) node.items = down(node.items)
  if (node.propertyNames) node.propertyNames = down(node.propertyNames)
  if (typeof node.additionalProperties === 'object') node.additionalProperties = down(node.additionalProperties)
  if (node.anyOf) node.anyOf = node.anyOf.map(down)
  return rewrite(node)
}

/** The same schema with each reference replaced by what it names; keywords beside the reference win. */
export function withoutReferences(schema: JsonSchema): JsonSchema {
  const definitions = schema.$defs ?? {}
  const resolve = (node: JsonSchema, within: readonly string[]): JsonSchema =>
    mapSchema(node, (part) => {
      const name = part.$ref?.slice(DEFINITIONS.length)
      if (name === undefined) return part
      if (within.includes(name)) throw new Error(`wire schemas are not recursive: ${[...within, name].join(' > ')}`)
      const { $ref: _, ...beside } = part
      return resolve({ ...definitions[name], ...beside }, [...within, name])
    })
  const { $defs: _, ...root } = schema
  return resolve(root, [])
}

/** The X of "X or null", when a node says just that. */
export function nonNullBranch(node: JsonSchema): JsonSchema | undefined {
  if (node.anyOf?.length !== 2 || !node.anyOf.some((branch) => branch.type === 'null')) return undefined
  return node.anyOf.find((branch) => branch.type !== 'null')
}

/** Where zod puts named schemas. */
export const DEFINITIONS = '#/$defs/'

const REFUSED_TYPES = new Set(['transform', 'pipe', 'union', 'intersection', 'date', 'bigint', 'map', 'set', 'lazy', 'catch', 'preprocess'])
const REFUSED_CHECKS = new Set(['custom', 'overwrite'])

type ZodDef = { type: string; coerce?: unknown; checks?: readonly unknown[] | undefined }

function assertDeclarative(def: ZodDef, path: string): void {
  const code = def.checks?.some((check) => REFUSED_CHECKS.has(checkName(check))) ?? false
  if (REFUSED_TYPES.has(def.type) || def.coerce === true || code) {
    throw new Error(
      `wire schemas are declarative: no ${code ? 'refine or trim' : def.coerce === true ? 'coerce' : def.type} (at ${path || 'the root'})`,
    )
  }
}

function checkName(check: unknown): string {
  return (check as { _zod: { def: { check: string } } })._zod.def.check
}

function mapValues<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

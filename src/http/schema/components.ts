import type { z } from 'zod'
import { DEFINITIONS, type Direction, type JsonSchema, jsonSchemaOf, mapSchema, nonNullBranch } from './json-schema.ts'

/** Collects the named schemas of the public document; a name always means one shape. */
export class Components {
  readonly #schemas = new Map<string, JsonSchema>()

  /** The public form of a schema: a reference when it has a name. Throws when a name is already taken by another shape. */
  add(schema: z.ZodType, direction: Direction): JsonSchema {
    const { $defs = {}, ...root } = mapSchema(jsonSchemaOf(schema, direction), forDocument)
    for (const [name, shape] of Object.entries($defs)) this.#keep(name, shape)
    return root
  }

  /** All of them, by name. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#schemas].sort(([left], [right]) => (left < right ? -1 : 1)))
  }

  #keep(name: string, shape: JsonSchema): void {
    const known = this.#schemas.get(name)
    if (known && JSON.stringify(known) !== JSON.stringify(shape)) {
      throw new Error(`${name} differs between its uses (request and response?): name two schemas`)
    }
    this.#schemas.set(name, shape)
  }
}

const REFERENCE = '#/components/schemas/'
/** Formats whose meaning is well known: zod's pattern beside them breaks the Python generator. */
const SELF_EXPLAINING = new Set(['date-time', 'date', 'uri', 'email', 'uuid'])

function forDocument(node: JsonSchema): JsonSchema {
  // `propertyNames` has no equal in half of the generators; zod and Ajv keep enforcing it.
  const { $schema: _schema, id: _id, propertyNames: _names, ...rest } = node
  let shown: JsonSchema = rest
  if (shown.format && SELF_EXPLAINING.has(shown.format)) delete shown.pattern
  if (shown.type === 'integer') shown = withIntegerFormat(shown)
  if (shown.type === 'number') shown.format ??= 'double'
  if ('const' in shown) shown = withoutConst(shown)
  if ('default' in shown) shown = withSpokenDefault(shown)
  // Old Java clients throw at every new response field when this is false, so the document never says it.
  if (shown.additionalProperties === false) delete shown.additionalProperties
  if (typeof shown.additionalProperties === 'object' && Object.keys(shown.additionalProperties).length === 0)
    shown.additionalProperties = true
  if (shown.$ref) shown.$ref = shown.$ref.replace(DEFINITIONS, REFERENCE)
  return withTypeArray(shown)
}

/** Without a format, Go and Java take every integer for 32 bits. */
function withIntegerFormat(node: JsonSchema): JsonSchema {
  const minimum = Number(node.minimum ?? Number.NEGATIVE_INFINITY)
  const maximum = Number(node.maximum ?? Number.POSITIVE_INFINITY)
  const isWide = minimum < -(2 ** 31) || maximum >= 2 ** 31
  return { ...node, format: node.format ?? (isWide ? 'int64' : 'int32') }
}

function withoutConst(node: JsonSchema): JsonSchema {
  const { const: only, ...rest } = node
  return { ...rest, enum: [only] }
}

/** openapi-typescript makes a field with a default required, so the default is told in words. */
function withSpokenDefault(node: JsonSchema): JsonSchema {
  const { default: value, ...rest } = node
  const description = [node.description, `Default: ${JSON.stringify(value)}.`].filter(Boolean).join(' ')
  return { ...rest, description }
}

/** "string or null" as a type list; only a nullable reference stays an `anyOf`. */
function withTypeArray(node: JsonSchema): JsonSchema {
  const branch = nonNullBranch(node)
  if (typeof branch?.type !== 'string') return node
  const { anyOf: _, ...beside } = node
  return { ...branch, ...beside, type: [branch.type, 'null'], ...(branch.enum ? { enum: [...branch.enum, null] } : {}) }
}

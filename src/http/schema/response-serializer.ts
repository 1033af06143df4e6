import buildStringify from 'fast-json-stringify'
import type { z } from 'zod'
import { type JsonSchema, jsonSchemaOf, mapSchema, nonNullBranch, withoutReferences } from './json-schema.ts'

export type Serialize = (value: unknown) => string

/** Writes values of a schema as JSON and drops whatever the schema does not name. Compiled once per schema. */
export function serializerOf(schema: z.ZodType): Serialize {
  const known = compiled.get(schema)
  if (known) return known
  const slim = mapSchema(withoutReferences(jsonSchemaOf(schema, 'response')), forStringify)
  const serialize = buildStringify(slim as Parameters<typeof buildStringify>[0]) as Serialize
  compiled.set(schema, serialize)
  return serialize
}

const compiled = new WeakMap<z.ZodType, Serialize>()

/** Only what says how to write a value: a constraint left in makes fast-json-stringify run Ajv on every answer. */
const SHAPE = new Set(['type', 'properties', 'required', 'items', 'additionalProperties', 'anyOf', 'nullable'])

function forStringify(node: JsonSchema): JsonSchema {
  const shape = Object.fromEntries(Object.entries(node).filter(([keyword]) => SHAPE.has(keyword))) as JsonSchema
  if (shape.additionalProperties === false) delete shape.additionalProperties
  if (isEmpty(shape.additionalProperties)) shape.additionalProperties = true
  const branch = nonNullBranch(shape)
  if (branch) {
    const { anyOf: _, ...rest } = shape
    return { ...rest, ...branch, nullable: true }
  }
  if (Array.isArray(shape.type) && shape.type.includes('null')) {
    const types = shape.type.filter((type) => type !== 'null')
    return { ...shape, type: types.length === 1 ? types[0] : types, nullable: true } as JsonSchema
  }
  return shape
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

import swagger from '@fastify/swagger'
import fastify from 'fastify'
import type { OpenapiDocument } from '../document/document.ts'

/** The document as YAML, written by the documentation plugin's own YAML library. */
export async function renderYaml(document: OpenapiDocument): Promise<string> {
  const app = fastify()
  // The plugin types a document of its own; ours is plain JSON.
  await app.register(swagger, { mode: 'static', specification: { document: structuredClone(document) as never } })
  await app.ready()
  const yaml = app.swagger({ yaml: true })
  await app.close()
  return yaml
}

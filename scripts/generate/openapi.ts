import { renderErrorsMarkdown } from '../../src/http/docs/error-page.ts'
import { renderYaml } from '../../src/http/docs/yaml.ts'
import { buildPublicDocument } from '../../src/http/routes.ts'
import type { Generator } from './generator.ts'

/** The document as it is committed: the address is a placeholder that each installation replaces. */
const document = () => buildPublicDocument('https://api.xunyuan.example')

/** The OpenAPI document in both spellings, and the page of errors. */
export const openapiGenerators: Generator[] = [
  { file: 'openapi/openapi.json', render: async () => `${JSON.stringify(document(), null, 2)}\n` },
  { file: 'openapi/openapi.yaml', render: () => renderYaml(document()) },
  { file: 'docs/errors.md', render: async () => renderErrorsMarkdown() },
]

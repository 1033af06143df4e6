import { buildDocument, type OpenapiDocument, type Tag } from './document/document.ts'
import { checkLiveness } from './open/check-liveness.ts'
import { checkReadiness } from './open/check-readiness.ts'
import type { Route } from './route.ts'

/** The partner API, in the order of the document. */
export const partnerRoutes: readonly Route[] = []

/** Without a key. */
export const openRoutes: readonly Route[] = [checkLiveness, checkReadiness]

const TAGS: readonly Tag[] = [{ name: 'Health', description: 'Whether this instance lives and may get traffic.' }]

/** The document partners see: every partner and open route, nothing else. */
export function buildPublicDocument(publicUrl: string): OpenapiDocument {
  return buildDocument({ routes: [...partnerRoutes, ...openRoutes], tags: TAGS, publicUrl })
}

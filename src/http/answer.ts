import { pathOf } from './problem.ts'

/** What a handler returns when the body alone does not say enough. */
export class Answer<Body> {
  readonly body: Body
  readonly head: AnswerHead

  constructor(body: Body, head: AnswerHead) {
    this.body = body
    this.head = head
  }
}

export type AnswerHead = {
  /** Strong entity tag without quotes, e.g. `v7`: makes If-None-Match and If-Match work. */
  etag?: string
  /** Path of what was created or accepted. */
  location?: string
  /** Cursor of the next page: becomes the `Link` header. */
  nextCursor?: string | null
  cacheControl?: string
  /** Only for bodies that are bytes. */
  contentType?: string
  headers?: Readonly<Record<string, string>>
  /** Given by an answer that may be given again at once, to the same caller, under the same URL. */
  again?: Again
}

/** The same answer a moment later; undefined when it holds no longer. Must not throw. */
export type Again = () => Answer<Uint8Array> | undefined

/** A body with headers. A handler that needs none of them returns the body itself. */
export function answer<Body>(body: Body, head: AnswerHead): Answer<Body> {
  return new Answer(body, head)
}

/** The entity tag of a row version; `variant` tells apart what one version looks like in other languages. */
export function versionTag(version: number, variant?: string): string {
  return variant ? `v${version}-${variant}` : `v${version}`
}

/** The `Link` to the next page; relative, as RFC 8288 allows, so that it is right behind any proxy. */
export function nextLink(url: string, cursor: string): string {
  const path = pathOf(url)
  const query = new URLSearchParams(url.slice(path.length))
  query.set('cursor', cursor)
  return `<${path}?${query}>; rel="next"`
}

/** The headers an answer brings along; not kept by anyone unless it says so. */
export function headersOf(head: AnswerHead): Record<string, string> {
  const headers: Record<string, string> = { ...head.headers, 'cache-control': head.cacheControl ?? 'no-store' }
  if (head.contentType !== undefined) headers['content-type'] = head.contentType
  if (head.etag !== undefined) headers.etag = `"${head.etag}"`
  if (head.location !== undefined) headers.location = head.location
  return headers
}

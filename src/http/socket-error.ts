import type { Socket } from 'node:net'
import { Problem, renderProblem } from './problem.ts'
import type { ProblemCode } from './problems/catalogue.ts'

/** Answers bytes that are not HTTP: there is no request yet, so the answer is written by hand and the connection ends. */
export function answerSocketError(
  error: Error & { code?: string },
  socket: Socket,
  scene: { requestId: string; errorPageUrl: string },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = new Problem(CODES[error.code ?? ''] ?? 'request.malformed')
  const { status, body } = renderProblem(problem, { ...scene, locale: 'en', instance: '' })
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Bad Request'}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `request-id: ${scene.requestId}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const CODES: Record<string, ProblemCode> = { HPE_HEADER_OVERFLOW: 'request.headers_too_large', ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout' }
const REASONS: Record<number, string> = { 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

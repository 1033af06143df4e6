import type { FastifyInstance } from 'fastify'

/** Remembers every route, to tell "no such path" (404) from "not with this method" (405 and `Allow`), which Fastify does not. */
export function recordMethods(app: FastifyInstance): { allowedAt(path: string): string[] } {
  const byPattern = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = byPattern.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) known.methods.add(one)
    byPattern.set(url, known)
  })
  return {
    allowedAt(path) {
      const methods = [...byPattern.values()].filter(({ pattern }) => pattern.test(path)).flatMap((route) => [...route.methods])
      return [...new Set(methods)].sort()
    },
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${source}$`)
}

import type { DemoLogin } from './store/seed.ts'

export type WelcomeFacts = {
  url: string
  mockUrl: string
  metricsPort: number
  wantedPort: number
  apiKey: string
  logins: readonly DemoLogin[]
  database: string
  queue: string
  bootMs: number
}

/** What `npm start` prints once everything is up: where things are, how to get in, and three calls to paste. */
export function welcome(facts: WelcomeFacts): string {
  const { url, mockUrl, apiKey } = facts
  const movedPort = new URL(url).port === String(facts.wantedPort) ? '' : `   (port ${facts.wantedPort} is in use)`
  return `
  Xunyuan Gateway is ready after ${(facts.bootMs / 1000).toFixed(1)} s

  API          ${url}/v1${movedPort}
  API docs     ${url}/docs
  Staff app    ${url}/staff/
  Job queues   ${url}/staff/queues
  Mock 1688    ${mockUrl}
  Metrics      http://127.0.0.1:${facts.metricsPort}/metrics

  Test key     ${apiKey}
  Staff login  ${facts.logins.map(({ login, password }) => `${login} / ${password}`).join('   ')}

  Database     ${facts.database}
  Jobs on      ${facts.queue}

  Try it:
    curl -s '${url}/v1/products?keyword=bag&lang=en&limit=3' -H 'Authorization: Bearer ${apiKey}'
    curl -s '${url}/v1/balances' -H 'Authorization: Bearer ${apiKey}'
    curl -s '${url}/health/ready'

  One order's whole life, step by step:  npm run demo
  Stop with Ctrl-C; the data is kept.
`
}

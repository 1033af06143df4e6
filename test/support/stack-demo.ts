import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { createInterface } from 'node:readline'

const script = join(import.meta.dirname, '..', '..', 'scripts', 'demo.ts')

/** Plays `npm run demo` against a gateway; `onStep` sees every line as it is printed. */
export async function playDemo(
  { url, apiKey }: { url: string; apiKey: string },
  onStep: (line: string) => void = () => undefined,
): Promise<{ code: number; text: string }> {
  const demo = spawn(execPath, [script], { env: { DEMO_URL: url, DEMO_KEY: apiKey }, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const hear = (line: string): void => {
    lines.push(line)
    onStep(line)
  }
  for (const input of [demo.stdout, demo.stderr]) createInterface({ input }).on('line', hear)
  const [code] = (await once(demo, 'close')) as [number]
  return { code, text: lines.join('\n') }
}

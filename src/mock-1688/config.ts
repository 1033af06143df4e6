import { z } from 'zod'

const schema = z.object({
  MOCK_PORT: z.coerce.number().int().min(0).max(65_535).default(1688),
  MOCK_HOST: z.string().default('127.0.0.1'),
  MOCK_PUBLIC_URL: z.url().optional(),
  MOCK_CALLBACK_URL: z.url().optional(),
  MOCK_PRODUCTS: z.coerce.number().int().min(1).default(1_000_000),
  MOCK_STATE_DIR: z.string().min(1).optional(),
  MOCK_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type MockConfig = {
  port: number
  host: string
  publicUrl: string | null
  callbackUrl: string | null
  products: number
  stateDir: string | null
  logLevel: string
}

/** Reads the mock's settings from the environment; throws ZodError naming every wrong one. */
export function loadMockConfig(env: NodeJS.ProcessEnv = process.env): MockConfig {
  const parsed = schema.parse(env)
  return {
    port: parsed.MOCK_PORT,
    host: parsed.MOCK_HOST,
    publicUrl: parsed.MOCK_PUBLIC_URL ?? null,
    callbackUrl: parsed.MOCK_CALLBACK_URL ?? null,
    products: parsed.MOCK_PRODUCTS,
    stateDir: parsed.MOCK_STATE_DIR ?? null,
    logLevel: parsed.MOCK_LOG_LEVEL,
  }
}

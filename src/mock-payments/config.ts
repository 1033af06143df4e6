import { z } from 'zod'

const schema = z.object({
  MOCK_PAYMENTS_PORT: z.coerce.number().int().min(0).max(65_535).default(3690),
  MOCK_PAYMENTS_HOST: z.string().default('127.0.0.1'),
  MOCK_PAYMENTS_CALLBACK_URL: z.url().optional(),
  MOCK_PAYMENTS_FILE: z.string().min(1).optional(),
})

/** Reads the mock's settings from the environment; throws ZodError naming every wrong one. */
export function loadMockPaymentsConfig(env: NodeJS.ProcessEnv = process.env) {
  const parsed = schema.parse(env)
  return {
    port: parsed.MOCK_PAYMENTS_PORT,
    host: parsed.MOCK_PAYMENTS_HOST,
    ...(parsed.MOCK_PAYMENTS_CALLBACK_URL === undefined ? {} : { callbackUrl: parsed.MOCK_PAYMENTS_CALLBACK_URL }),
    ...(parsed.MOCK_PAYMENTS_FILE === undefined ? {} : { file: parsed.MOCK_PAYMENTS_FILE }),
  }
}

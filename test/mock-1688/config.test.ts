import t from 'tap'
import { loadMockConfig } from '../../src/mock-1688/config.ts'

t.test('the environment may say nothing', async (t) => {
  t.match(loadMockConfig({}), { port: 1688, host: '127.0.0.1', publicUrl: null, callbackUrl: null, products: 1_000_000, stateDir: null })
})

t.test('and what it says wrongly is named, all of it', async (t) => {
  t.throws(() => loadMockConfig({ MOCK_PORT: 'x', MOCK_CALLBACK_URL: 'nowhere' }), /MOCK_PORT[\s\S]*MOCK_CALLBACK_URL/)
})

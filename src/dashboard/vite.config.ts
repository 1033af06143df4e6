import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Replaced by the gateway with a fresh value on every answer (src/http/staff-api/dashboard.ts). */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** What every page needs is kept apart from our own code, so that a release leaves it in the browser's cache. */
const CHUNKS = [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/ }]

export default defineConfig({
  root: import.meta.dirname,
  base: '/staff/',
  plugins: [react(), compressed()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { proxy: { '/staff/v1': 'http://127.0.0.1:3000' } },
})

/** Puts a .br and a .gz beside every text file once it is written, so that the gateway sends them without work. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const source = await readFile(join(dir, name))
          await writeFile(join(dir, `${name}.br`), brotliCompressSync(source))
          await writeFile(join(dir, `${name}.gz`), gzipSync(source, { level: 9 }))
        }),
      )
    },
  }
}

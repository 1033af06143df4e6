import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/staff/',
  plugins: [react()],
  build: { outDir: '../../dist/dashboard', emptyOutDir: true, chunkSizeWarningLimit: 2500 },
})

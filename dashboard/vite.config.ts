import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Static files for a server with a strict policy: no inline script, no other host, every name with its hash. */
export default defineConfig({
  root: path('.'),
  plugins: [react(), tailwind()],
  resolve: {
    conditions: ['@certman/source', 'module', 'browser', 'development|production'],
    alias: {
      // The original writes a style element, which the policy forbids.
      'react-remove-scroll': path('src/kit/scroll-lock.tsx'),
    },
  },
  server: { proxy: { '/console': 'http://localhost:8700' } },
  build: {
    outDir: path('dist'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
})

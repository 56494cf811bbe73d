import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** What every page needs, in two files: small ones on their own compress badly, and each is a request. */
const VENDOR =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(history|store|react-store|(react-)?(query|router)(-core)?))\//
const KIT = 'button|classes|copy-button|menu|page-header|skeleton|states|toast|tooltip'
const SHELL =
  'account-menu|app-frame|breadcrumb|crumb|dead-ends|jobs-indicator|live-region|logo|navigation|overlays|pending|preference-menus|root|shortcuts|sidebar|sign-out|simple-frame|step-up|top-bar|workspace-switcher'
const FRAME = new RegExp(
  `src/(kit/(${KIT})\\.tsx?|shell/(${SHELL})\\.tsx?|api/(?!passkey)|preferences/|texts/(use-texts|language|render|format)\\.ts|workspace|url-state)`,
)

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
  server: { proxy: { '/console': 'http://localhost:8420' } },
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
          groups: [
            { name: 'vendor', test: VENDOR },
            { name: 'frame', test: FRAME },
          ],
        },
      },
    },
  },
})

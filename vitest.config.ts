import { defineConfig } from 'vitest/config'

const conditions = ['@certman/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      '{x509,server,sdk,bundles,cli,dashboard}/src/**/*.test.ts',
      '{test,tools}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['-C', '@certman/source'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

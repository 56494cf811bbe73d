import { defineConfig } from 'vitest/config'

const conditions = ['@certman/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // The suites in the browser have a project of their own: only they need the dashboard built.
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [
            '{x509,server,sdk,bundles,cli,dashboard}/src/**/*.test.ts',
            '{test,tools}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'test/dashboard/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/dashboard/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: 'test/_kit/build-dashboard.ts',
        },
      },
    ],
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['-C', '@certman/source'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: 'tests/global-setup.ts',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['node_modules', 'dist', ...(process.env['JOURNEYS'] ? [] : ['tests/journeys/**'])],
    maxWorkers: 2,
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    onConsoleLog: (log) => !log.includes('ExperimentalWarning'),
  },
})

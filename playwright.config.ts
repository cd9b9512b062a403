/** End-to-end tests: the same specs against the browser host in Chromium and against Electron. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  use: { screenshot: 'only-on-failure', trace: { mode: 'retain-on-failure', screenshots: false } },
  // Only a browser outlives its host; what is about Electron itself needs Electron.
  projects: [
    { name: 'browser', testIgnore: '**/electron*.spec.ts' },
    { name: 'electron', testIgnore: '**/restart.spec.ts' },
  ],
})

/** End-to-end tests: the same specs against the browser host in Chromium and against Electron. */
import { defineConfig } from '@playwright/test'

/** A trace costs a fifth of the time, and where only text is kept nobody can open it. */
const isLookedAt = !process.env['CI']

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  snapshotPathTemplate: 'test/e2e/photographs/kept/{arg}{ext}',
  outputDir: 'test-results/e2e',
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  // More than the cores: half of the time a test waits for a process or for a clock.
  workers: 3,
  reporter: 'list',
  use: {
    screenshot: 'only-on-failure',
    trace: isLookedAt ? { mode: 'retain-on-failure', screenshots: false } : 'off',
  },
  // Only a browser outlives its host; what is about Electron itself needs Electron.
  projects: [
    { name: 'browser', testIgnore: '**/electron*.spec.ts' },
    {
      name: 'electron',
      testIgnore: [
        '**/restart.spec.ts',
        // Photographs are compared in one browser with one set of fonts. HAR files are a browser's.
        '**/photographs.spec.ts',
        '**/har.spec.ts',
        // Of the page alone: where texts and bars have room, and where the focus goes.
        '**/selection-bar.spec.ts',
        '**/table-focus.spec.ts',
        '**/url-text.spec.ts',
      ],
    },
  ],
})

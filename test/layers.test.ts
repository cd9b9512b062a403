/**
 * The layer table of docs/architecture.md is enforced by lint. This proves that each rule bites: every import that a
 * layer may not make is written into a copy of the tree, and oxlint with the project's own settings refuses it.
 */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const node = 'node:fs'
const store = ['better-sqlite3', '@mongodb-js/zstd']
const drawing = ['react', 'react-dom/client', 'zustand']

interface Layer {
  forbidden: string[]
  allowed: string[]
}

/** Layers are imported as `../<layer>/x.ts`. */
const layers: Record<string, Layer> = {
  shared: {
    forbidden: [
      ...others('engine', 'main', 'server', 'cli', 'preload', 'renderer'),
      node,
      'electron',
      ...store,
      'undici',
      ...drawing,
    ],
    allowed: ['zod', './x.ts'],
  },
  engine: {
    forbidden: [...others('main', 'server', 'cli', 'preload', 'renderer'), 'electron', ...drawing],
    allowed: [...others('shared'), node, ...store, 'undici'],
  },
  main: {
    forbidden: [...others('cli', 'preload', 'renderer'), ...store, 'undici', ...drawing],
    allowed: [...others('shared', 'engine', 'server'), node, 'electron'],
  },
  server: {
    forbidden: [...others('main', 'cli', 'preload', 'renderer'), 'electron', ...store, 'undici', ...drawing],
    allowed: [...others('shared', 'engine'), node, 'ws'],
  },
  cli: {
    forbidden: [...others('main', 'preload', 'renderer'), 'electron', ...store, ...drawing],
    allowed: [...others('shared', 'engine', 'server'), node, 'commander'],
  },
  preload: {
    forbidden: [
      ...others('engine', 'main', 'server', 'cli', 'renderer'),
      node,
      ...store,
      'undici',
      ...drawing,
    ],
    allowed: [...others('shared'), 'electron'],
  },
  renderer: {
    forbidden: [
      ...others('engine', 'main', 'server', 'cli', 'preload'),
      node,
      'electron',
      'electron/renderer',
      ...store,
      'undici',
    ],
    allowed: [...others('shared'), ...drawing],
  },
}

/** Each way in which a module can be reached. */
const forms: Record<string, (source: string) => string> = {
  value: (source) => `import { x } from '${source}'\nexport const y = x\n`,
  type: (source) => `import type { X } from '${source}'\nexport type Y = X\n`,
  passedOn: (source) => `export { x } from '${source}'\n`,
  sideEffect: (source) => `import '${source}'\n`,
}

const probes = Object.entries(layers).flatMap(([layer, { forbidden, allowed }]) =>
  Object.entries(forms).flatMap(([form, write]) => [
    ...forbidden.map((source, index) => ({
      file: `src/${layer}/deeper/no-${form}-${index}.ts`,
      text: write(source.startsWith('../') ? `../${source}` : source),
      says: `src/${layer}: ${form} of ${source}`,
      isForbidden: true,
    })),
    ...allowed.map((source, index) => ({
      file: `src/${layer}/yes-${form}-${index}.ts`,
      text: write(source),
      says: `src/${layer}: ${form} of ${source}`,
      isForbidden: false,
    })),
  ]),
)

let tree = ''
let refused = new Set<string>()

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'layers-'))
  copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
  for (const { file, text } of probes) {
    mkdirSync(join(tree, file, '..'), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  refused = await filesRefused()
})

afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('every import that crosses a layer the wrong way is refused', () => {
  const missed = probes.filter(({ file, isForbidden }) => isForbidden && !refused.has(file))
  expect(missed.map(({ says }) => says)).toEqual([])
})

test('what a layer may import is not refused', () => {
  const wronged = probes.filter(({ file, isForbidden }) => !isForbidden && refused.has(file))
  expect(wronged.map(({ says }) => says)).toEqual([])
})

function others(...names: string[]): string[] {
  return names.map((name) => `../${name}/x.ts`)
}

/** Paths, relative to the tree, that the layer rule complains about. */
async function filesRefused(): Promise<Set<string>> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const stdout = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [oxlint, '--format=json', '-c', '.oxlintrc.json', 'src'],
      { cwd: tree, maxBuffer: 64 * 1024 * 1024 },
      (_exitCodeOne, out) => resolve(out),
    )
  })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
  return new Set(
    diagnostics
      .filter(({ code }) => code === 'eslint(no-restricted-imports)')
      .map(({ filename }) => filename.replaceAll('\\', '/')),
  )
}

import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** What it calls its folder, electron-vite declares too, as a stand-in for CommonJS: twice in one module is no program. */
const openPackage = {
  name: 'open-package',
  transform: (code: string, id: string) =>
    /[\\/]node_modules[\\/]open[\\/]index\.js$/.test(id)
      ? { code: code.replaceAll('__dirname', 'packageFolder'), map: null }
      : null,
}

// Node 20 and Chromium 130: the oldest Electron that the application runs on (see docs/decisions/0002).
export default defineConfig({
  main: {
    plugins: [openPackage],
    build: {
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          engine: at('src/engine/thread.ts'),
          cli: at('src/cli/index.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome130',
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
})

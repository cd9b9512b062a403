/** `node --import` this runs the engine's sources as they are: a migration is its text, as for the bundler. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  load(url, context, nextLoad) {
    const file = url.split('?')[0] ?? url
    if (!file.endsWith('.sql')) return nextLoad(url, context)
    const sql = readFileSync(fileURLToPath(file), 'utf8')
    return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(sql)}` }
  },
})

#!/usr/bin/env node
/**
 * The command line's entry, built to `out/main/cli.js`. It imports nothing before it knows that this Node can load it,
 * so that an old one gets a sentence instead of a syntax error from somewhere inside.
 */
const oldestMajor = 22
const [major = 0] = process.versions.node.split('.').map(Number)

if (major < oldestMajor) {
  console.error(`error: webhook-dispatcher needs Node ${oldestMajor} or newer; this is ${process.version}.`)
  process.exitCode = 1
} else {
  const { run } = await import('./run.ts')
  // The folder of this file: what is imported may be built into another one.
  await run(process.argv.slice(2), new URL('.', import.meta.url))
}

/** A data folder that cannot be written: every host says so at once, in a sentence, and leaves it as it is. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/store.ts'
import { tempDir } from '../../support/temp-dir.ts'

const cli = join(import.meta.dirname, '../../../out/main/cli.js')

/** Runs the command line where the folder is mounted once more, read-only. */
function runReadOnly(dataDir: string, args: string[]) {
  const mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
  const command = [process.execPath, cli, ...args, '--data-dir', dataDir]
  return spawnSync('unshare', ['-rm', 'sh', '-c', mount, dataDir, ...command], { encoding: 'utf8' })
}

it.each([['stats'], ['list'], ['serve', '--no-open']])('%s says that it cannot be written', (...args) => {
  const dataDir = tempDir()
  openStore(dataDir).close()
  const { status, stdout, stderr } = runReadOnly(dataDir, args)
  expect(stderr).toMatch(
    /^error: The data folder .*cannot be written.*Make it writable or choose another one/,
  )
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
})

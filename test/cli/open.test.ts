/** `open` where the window is in a browser, and how another start of the desktop application is put together. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { argumentsOf, environmentOf, startOf } from '../../src/cli/electron-program.ts'
import { tempDir } from '../support/temp-dir.ts'
import { createCli } from './cli.ts'

it('refuses without an application, and opens the address that shows a delivery with one', async () => {
  const cli = createCli()
  expect(await cli.json(['open'])).toMatchObject({ code: 1, errors: [{ code: 'no_application' }] })
  const { url, token, ask } = await cli.serve()
  await ask('queue.pause', {})
  await ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '1' })
  const [{ id } = { id: '' }] = (await cli.json(['list'])).lines

  const folder = tempDir()
  const opened = join(folder, 'opened')
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\necho "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`,
    )
    chmodSync(join(folder, name), 0o755)
  }
  const env = { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
  const address = `${url}/#token=${token}&show=${String(id)}`
  expect(await cli.run(['open', String(id)], { env })).toEqual({
    code: 0,
    stdout: `${address}\n`,
    stderr: '',
  })
  if (process.platform !== 'win32') {
    await vi.waitUntil(() => existsSync(opened), { timeout: 10_000 })
    expect(readFileSync(opened, 'utf8')).toBe(`${address}\n`)
  }
  expect(await cli.json(['open', 'none'], {})).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'delivery_unknown' }],
  })
})

it('starts an application as it was started, without what it was asked to show then', () => {
  expect(argumentsOf('/e/electron\0--log-level=3\0/app dir\0--show=a\0--data-dir=/d\0')).toEqual([
    '--log-level=3',
    '/app dir',
    '--data-dir=/d',
  ])
  expect(environmentOf('DISPLAY=:0\0A=b=c\0=x\0')).toEqual({ DISPLAY: ':0', A: 'b=c' })
})

it.runIf(process.platform === 'linux')(
  'knows of a process how it was started, and of none nothing',
  async () => {
    expect(await startOf(process.pid)).toMatchObject({ program: process.execPath, folder: process.cwd() })
    expect(await startOf(2 ** 30)).toBeNull()
  },
)

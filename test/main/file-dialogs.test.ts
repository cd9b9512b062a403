/** The dialogs of the system: what is asked, what is answered, and what may be shown in a folder afterwards. */
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import { expect, test } from 'vitest'
import { createFileDialogs, type FileDialogs } from '../../src/main/file-dialogs.ts'

interface Desk {
  files: FileDialogs
  asked: (OpenDialogOptions | SaveDialogOptions)[]
  shown: string[]
  /** The path of the next answer; null cancels. */
  next: string | null
}

function desk(): Desk {
  const asked: Desk['asked'] = []
  const shown: string[] = []
  const system = {
    open: async (_window: unknown, options: OpenDialogOptions) => {
      asked.push(options)
      return { canceled: at.next === null, filePaths: at.next === null ? [] : [at.next] }
    },
    save: async (_window: unknown, options: SaveDialogOptions) => {
      asked.push(options)
      return { canceled: at.next === null, filePath: at.next ?? '' }
    },
    showInFolder: (file: string) => shown.push(file),
  }
  const files = createFileDialogs({ window: () => null, folder: () => '/home/ada/Documents', system })
  const at: Desk = { files, asked, shown, next: null }
  return at
}

test('nothing is chosen where the dialog is closed', async () => {
  const at = desk()
  expect([await at.files.pick(), await at.files.place('a.jsonl')]).toEqual([null, null])
})

test('the path is the one that was chosen, and the next dialog begins in its folder', async () => {
  const at = desk()
  at.next = '/media/queues/old.jsonl'
  expect(await at.files.pick()).toBe('/media/queues/old.jsonl')
  at.next = '/media/queues/new.jsonl'
  expect(await at.files.place('../../webhooks.jsonl')).toEqual({ file: at.next, overwrite: true })
  expect(at.asked.map(({ defaultPath }) => defaultPath)).toEqual([
    '/home/ada/Documents',
    '/media/queues/webhooks.jsonl',
  ])
})

test('only what was chosen for writing is shown in its folder', async () => {
  const at = desk()
  at.next = '/home/ada/a.jsonl'
  await at.files.pick()
  for (const file of ['/home/ada/a.jsonl', '/etc/passwd', null, 7]) at.files.reveal(file)
  expect(at.shown).toEqual([])
  await at.files.place('a.jsonl')
  at.files.reveal('/home/ada/a.jsonl')
  expect(at.shown).toEqual(['/home/ada/a.jsonl'])
})

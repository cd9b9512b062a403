/**
 * Files in a browser, which knows no paths: what is chosen or dropped is uploaded into the server's transfer folder, and what
 * is exported there is downloaded by the browser itself, so that neither is ever whole in the page's memory.
 */
import type { FileDoor } from '../../shared/bridge.ts'
import type { Result } from '../../shared/result.ts'
import { uploads } from './uploads.ts'

const path = '/api/transfers/'
const notTaken =
  'The file was not taken: the connection to Webhook Dispatcher is lost. Try again when it is back.'

export function createFileDoor(token: string): FileDoor {
  const authorization = `Bearer ${token}`
  /** By the path of the place that they are for. */
  const tickets = new Map<string, string>()

  const ask = async <T>(method: string, name: string): Promise<T> => {
    const response = await fetch(path + encodeURIComponent(name), { method, headers: { authorization } })
    return valueOf<T>((await response.json()) as Result<T>)
  }

  return {
    async pick() {
      const file = await chooseFile()
      return file && upload(file, authorization)
    },
    take: (file) => upload(file, authorization),
    async place(name) {
      const { file, ticket } = await ask<{ file: string; ticket: string }>('POST', name)
      tickets.set(file, ticket)
      return { file, overwrite: false }
    },
    async hand(file, name) {
      const ticket = tickets.get(file)
      if (ticket === undefined) throw new Error('This file was handed out already. Export it again.')
      tickets.delete(file)
      const link = document.createElement('a')
      link.href = `${path}${encodeURIComponent(lastPart(file))}?ticket=${ticket}`
      link.download = name
      link.click()
    },
    // What stays behind is removed when the server starts again.
    forget: (file) => void ask('DELETE', lastPart(file)).catch(() => {}),
    reveal() {},
  }
}

/** Null when the person closes the chooser without a file. */
function chooseFile(): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null))
    input.addEventListener('cancel', () => resolve(null))
    input.click()
  })
}

/** By XMLHttpRequest, the only one that says how far it is; the browser reads the file piece by piece. */
function upload(file: File, authorization: string): Promise<string | null> {
  const request = new XMLHttpRequest()
  const show = (done: number): void =>
    uploads.setState({
      current: { name: file.name, done, total: file.size, stop: () => request.abort() },
    })
  const ended = new Promise<string | null>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded }) => show(Math.min(loaded, file.size)))
    request.addEventListener('abort', () => resolve(null))
    request.addEventListener('error', () => reject(new Error(notTaken)))
    request.addEventListener('load', () => {
      try {
        resolve(valueOf<{ file: string }>(JSON.parse(request.responseText) as Result<{ file: string }>).file)
      } catch (error) {
        reject(error instanceof SyntaxError ? new Error(notTaken) : error)
      }
    })
  })
  request.open('PUT', path + encodeURIComponent(file.name))
  request.setRequestHeader('authorization', authorization)
  show(0)
  request.send(file)
  return ended.finally(() => uploads.setState({ current: null }))
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** The server may have either separator. */
const lastPart = (file: string): string => file.split(/[\\/]/).at(-1) ?? file

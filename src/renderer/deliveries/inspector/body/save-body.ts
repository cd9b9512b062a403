/** Saves a body as a file, in the way of the host: a download in a browser, a dialog in Electron. */
export function saveBody(body: string | Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([body], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** `response-body.json` */
export function bodyFileName(label: string, isJson: boolean): string {
  return `${label.toLowerCase().replaceAll(' ', '-')}.${isJson ? 'json' : 'txt'}`
}

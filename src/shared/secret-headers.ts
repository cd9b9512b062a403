/** Which headers carry what must not be shown or exported unasked: credentials, by the words in their names. */
import type { HeaderList } from './model.ts'

const secretWords =
  /(?:^|[-_])(?:auth|authorization|cookie|credentials?|passphrase|password|passwd|secret|session|token)(?:$|[-_])|(?:api|access|private)[-_]?key/i

export function isSecretHeader(name: string): boolean {
  return secretWords.test(name)
}

/** With `***` in place of what is secret. */
export function withoutSecretValues(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [name, isSecretHeader(name) ? '***' : value])
}

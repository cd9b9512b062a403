/** The line that shows a script the way in: it reads the token from its file, so that no shell keeps it in its history. */
import { quote } from './curl.ts'

/** `url` of the running application; `dataDir` where its token is. For a POSIX shell. */
export function apiExample({ url, dataDir }: { url: string; dataDir: string }): string {
  const tokenFile = quote(`${dataDir.replace(/\/$/, '')}/token`)
  const event = '{"url":"http://127.0.0.1:3000/hooks","category":"order.created","data":{"id":1}}'
  return `curl -H "Authorization: Bearer $(cat ${tokenFile})" ${url}/api/events -d ${quote(event)}`
}

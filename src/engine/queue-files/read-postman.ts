/**
 * A Postman collection: each of its requests, in folders of folders, is a delivery. What only Postman knows (variables of an
 * environment, files, sign-ins) is a problem of that request and never filled in with something else.
 */
import { Refusal } from '../../shared/result.ts'
import type { FileItem } from './file-delivery.ts'
import { parseWhole } from './parse-whole.ts'
import { collectionSchema, itemSchema, type PostmanAuth, requestSchema } from './postman-schema.ts'
import { fileRequestOf } from './postman-request.ts'
import { type Scope, UnknownVariable, withVariables } from './postman-variables.ts'
import { legalCategory, problemItem, requestItem } from './request-item.ts'

interface Folder {
  /** Of those around it, outermost first. */
  names: string[]
  scope: Scope
  auth: PostmanAuth | null
}

/** A collection nests by hand, so this is far beyond any. */
const deepest = 100

/** Refuses with `file_invalid` what is no collection of format 2. */
export function* readPostman(text: string): Generator<FileItem> {
  const collection = collectionSchema.safeParse(parseWhole(text, 'Postman collection'))
  if (!collection.success)
    throw new Refusal('file_invalid', 'This is not a Postman collection of format 2.0 or 2.1.')
  const { item, variable = [], auth = null } = collection.data
  let line = 0
  for (const found of itemsIn(item, { names: [], scope: withVariables(new Map(), variable), auth })) {
    line += 1
    yield itemOf(found, line)
  }
}

interface FoundRequest {
  folder: Folder
  name: string | null
  /** Null where the item is not readable at all. */
  request: unknown
}

function* itemsIn(items: readonly unknown[], folder: Folder): Generator<FoundRequest> {
  for (const each of items) {
    const parsed = itemSchema.safeParse(each)
    if (!parsed.success || folder.names.length === deepest) {
      yield { folder, name: null, request: null }
      continue
    }
    const { name = null, item, request, variable = [], auth } = parsed.data
    const scope = withVariables(folder.scope, variable)
    const own = auth ?? folder.auth
    if (item) yield* itemsIn(item, { names: [...folder.names, name ?? ''], scope, auth: own })
    else yield { folder: { ...folder, scope, auth: own }, name, request }
  }
}

function itemOf({ folder, name, request }: FoundRequest, line: number): FileItem {
  const place = {
    line,
    place: legalCategory(`request ${[...folder.names, name ?? String(line)].join(' / ')}`),
  }
  const problem = (code: string, message: string): FileItem => problemItem(place, { code, message })
  const parsed = requestSchema.safeParse(request)
  if (!parsed.success) return problem('postman_invalid', 'This request is not as Postman writes one.')
  try {
    const made = fileRequestOf(parsed.data, folder)
    return 'problem' in made
      ? problem('request_unsupported', made.problem)
      : requestItem({ ...made, createdAt: null, name: name || null }, place)
  } catch (error) {
    if (!(error instanceof UnknownVariable)) throw error
    const message = `The collection does not say what ${error.variable} stands for. Write its value into the request, or define it there.`
    return problem('variable_unknown', message)
  }
}

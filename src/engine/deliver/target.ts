/** Where requests go, read from the URL once: parsing costs as much as all else that is done to prepare a small request. */

export interface Target {
  url: URL
  /** `http://localhost:3000` */
  origin: string
  /** With the query; never empty. */
  path: string
}

/** Few URLs get most requests; replays with edited ones must not pile up. */
const mostTargets = 1_000

/** Answers with a function that remembers. It throws a `TypeError` for what is no URL; the gate lets none of those in. */
export function createTargets(): (url: string) => Target {
  const targets = new Map<string, Target>()
  return (text) => {
    let target = targets.get(text)
    if (!target) {
      const url = new URL(text)
      target = { url, origin: url.origin, path: url.pathname + url.search }
      if (targets.size >= mostTargets) targets.clear()
      targets.set(text, target)
    }
    return target
  }
}

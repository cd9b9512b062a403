/** Names that somebody may have meant who typed another one. */

/** At most three, nearest first. */
const mostNamed = 3

export function nearNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNamed)
    .map(({ name }) => name)
}

/** ` Did you mean "shop" or "shop-eu"?`, or nothing. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const near = nearNames(typed, names).map((name) => `"${name}"`)
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
}

/** Of what begins or ends with what was typed, 1; else how many letters have to be changed, put in or left out. */
function distanceOf(typed: string, name: string): number {
  if (typed === name) return 0
  if (typed !== '' && (name.startsWith(typed) || name.endsWith(typed))) return 1
  let row = Array.from({ length: name.length + 1 }, (_, column) => column)
  for (let index = 0; index < typed.length; index += 1) {
    const next = [index + 1]
    for (let column = 1; column <= name.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (typed[index] === name[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[name.length] ?? 0
}

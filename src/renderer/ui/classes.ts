/** Joins class names for one element; what is false or missing is left out. Later classes do not override earlier ones. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

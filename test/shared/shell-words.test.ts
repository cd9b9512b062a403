/** Words as bash itself splits them. */
import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { shellWords } from '../../src/shared/shell-words.ts'

/** What bash hands to a command, one argument a NUL. */
function bashWords(line: string): string[] {
  const script = `words() { printf '%s\\0' "$@"; }; words ${line}`
  return execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } })
    .split('\0')
    .slice(0, -1)
}

/** As bash would write them down. */
function bashQuoted(words: readonly string[]): string {
  const args = ['--norc', '-c', `printf '%q ' "$@"`, 'bash', ...words]
  return execFileSync('bash', args, { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } })
}

it.each([
  ['single quotes', `'a b' 'it'\\''s' ''`],
  ['double quotes', String.raw`"a b" "say \"x\"" "\\ \$HOME \a" ""`],
  ['a backslash', String.raw`a\ b \'c \\`],
  ['continued lines', 'a \\\n  b \\\n c\\\nd'],
  ['a line that is continued within quotes', '"a\\\nb" \'a\\\nb\''],
  ['words that touch', `a"b"'c'd$'\\te'`],
  ['ANSI-C', String.raw`$'a\nb\tc\\d\'e\"f\u00e9\U0001f600\x41\101\7\x\xc3\xa9\q\?'`],
  ['a newline in quotes', `'a\nb' "c\nd"`],
])('are those of bash: %s', (_name, line) => {
  expect(shellWords(line)).toEqual(bashWords(line))
})

it('are read back, whatever bash quotes', () => {
  const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed())
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      expect(shellWords(bashQuoted(words))).toEqual(words)
    }),
    { numRuns: 100 },
  )
})

it('end where another command begins, and expand nothing', () => {
  expect(shellWords('curl a | jq .')).toEqual(['curl', 'a'])
  expect(shellWords('curl a > out.txt')).toEqual(['curl', 'a'])
  expect(shellWords('curl a\ncurl b')).toEqual(['curl', 'a'])
  expect(shellWords('curl "$HOME" $(id)')).toEqual(['curl', '$HOME', '$(id)'])
})

it.each([`'a`, `"a`, `$'a`, String.raw`"a\"`])('are none where a quote is not closed: %s', (line) => {
  expect(shellWords(line)).toBeNull()
})

/** The end of a command's help: what one would type. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ webhook-dispatcher ${line}`).join('\n')}`
}

/**
 * JSON coloured by what is in sight alone, for documents that are too long to be parsed: token by token, each within its
 * line. A line that begins within a string is left as it is.
 */
import type { Extension } from '@codemirror/state'
import { Decoration, type EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view'

const token = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g

const key = Decoration.mark({ class: 'text-code-key' })
const string = Decoration.mark({ class: 'text-code-string' })
const number = Decoration.mark({ class: 'text-code-number' })
const atom = Decoration.mark({ class: 'text-code-atom' })

const decorator = new MatchDecorator({
  regexp: token,
  decoration: ([text, colon]) => {
    if (text.startsWith('"')) return colon === undefined ? string : key
    return /^[tfn]/.test(text) ? atom : number
  },
})

export const jsonMarks: Extension = ViewPlugin.fromClass(
  class {
    decorations
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view)
    }
    update(update: ViewUpdate): void {
      this.decorations = decorator.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

/** The completion for bash, 3.2 of macOS included: no associative arrays, nothing of the bash-completion package. */
import type { Place, Values } from './grammar.ts'
import { valuedNames } from './grammar.ts'

export function bashScript(places: Place[]): string {
  return `# Completion of webhook-dispatcher for bash. Load it with:
#   source <(webhook-dispatcher completion bash)
_webhook_dispatcher() {
  local word place='' skip='' folder='' commands='' options='' values=''
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}"
  local index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ -n $skip ]]; then
      [[ $skip == --data-dir ]] && folder="$word"
      skip=''
      continue
    fi
    case "$word" in
      ${valuedNames(places).join('|')}) skip="$word" ;;
      -*) ;;
      *)
        case "\${place:+$place }$word" in
          ${patterns(places.flatMap(({ path }) => (path === '' ? [] : [path])))}) place="\${place:+$place }$word" ;;
        esac
        ;;
    esac
  done
  case "$place" in
${places.map(placeCase).join('\n')}
  esac
  if [[ -n $skip ]]; then
    case "$place:$before" in
${places.flatMap(valueCases).join('\n')}
      *) values='text' ;;
    esac
  elif [[ $current == -* ]]; then
    values="words:$options"
  elif [[ -n $commands ]]; then
    values="words:$commands"
  fi
  COMPREPLY=()
  local line
  case "$values" in
    words:*) COMPREPLY=($(compgen -W "\${values#words:}" -- "$current")) ;;
    file) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current") ;;
    folder) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$current") ;;
    endpoint)
      while IFS= read -r line; do
        [[ $line == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
      done < <("\${COMP_WORDS[0]}" \${folder:+--data-dir "$folder"} completion --endpoints 2>/dev/null)
      ;;
  esac
}
complete -F _webhook_dispatcher webhook-dispatcher`
}

function placeCase({ path, commands, options, values }: Place): string {
  const names = commands.map(({ name }) => name).join(' ')
  const flags = options.flatMap((one) => one.names).join(' ')
  const value = values === null ? '' : `; values='${valueWord(values)}'`
  return `    '${path}') commands='${names}'; options='${flags}'${value} ;;`
}

function valueCases({ path, options }: Place): string[] {
  return options.flatMap(({ names, values }) => {
    if (values === null || values.kind === 'text') return []
    const places = patterns(names.map((name) => `${path}:${name}`))
    return [`      ${places}) values='${valueWord(values)}' ;;`]
  })
}

function valueWord(values: Values): string {
  return values.kind === 'words' ? `words:${values.words.join(' ')}` : values.kind
}

function patterns(words: string[]): string {
  return words.map((word) => `'${word}'`).join('|')
}

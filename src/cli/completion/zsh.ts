/** The completion for zsh: sourced after `compinit`, or kept as `_webhook-dispatcher` in a folder of `fpath`. */
import { type OptionWord, type Place, valuedNames, type Values } from './grammar.ts'

export function zshScript(places: Place[]): string {
  const paths = places.flatMap(({ path }) => (path === '' ? [] : [quoted(path)]))
  return `#compdef webhook-dispatcher
# Completion of webhook-dispatcher for zsh. Load it after compinit with:
#   source <(webhook-dispatcher completion zsh)
_webhook_dispatcher_endpoints() {
  local -a names
  names=("\${(@f)$(webhook-dispatcher \${1:+--data-dir} \${1:+"$1"} completion --endpoints 2>/dev/null)}")
  [[ -n "$names" ]] && compadd -a names
}
_webhook_dispatcher() {
  local word place='' skip='' folder='' index
  local -a commands options
  for ((index = 2; index < CURRENT; index++)); do
    word="\${(Q)words[index]}"
    if [[ -n $skip ]]; then
      [[ $skip == --data-dir ]] && folder="$word"
      skip=''
      continue
    fi
    case "$word" in
      (${valuedNames(places).join('|')}) skip="$word" ;;
      (-*) ;;
      (*)
        case "\${place:+$place }$word" in
          (${paths.join('|')}) place="\${place:+$place }$word" ;;
        esac
        ;;
    esac
  done
  if [[ -n $skip ]]; then
    case "$place:$skip" in
${places.flatMap(valueCases).join('\n')}
    esac
    return
  fi
  case "$place" in
${places.map(placeCase).join('\n')}
  esac
}
if [[ "$funcstack[1]" == _webhook-dispatcher ]]; then
  _webhook_dispatcher "$@"
else
  compdef _webhook_dispatcher webhook-dispatcher
fi`
}

function placeCase({ path, commands, options, values }: Place): string {
  const flags = options.flatMap(described).join(' ')
  const names = commands.map((one) => item(one.name, one.description)).join(' ')
  const lines = [
    `    (${quoted(path)})`,
    `      options=(${flags})`,
    ...(names === '' ? [] : [`      commands=(${names})`]),
    `      if [[ "$words[CURRENT]" == -* ]]; then _describe -o option options`,
    ...(names === '' ? [] : [`      else _describe command commands`]),
    ...(values === null || values.kind === 'text' ? [] : [`      else ${completed(values)}`]),
    `      fi`,
    `      ;;`,
  ]
  return lines.join('\n')
}

function described({ names, description }: OptionWord): string[] {
  return names.map((name) => item(name, description))
}

/** A colon ends the name. */
function item(name: string, description: string): string {
  return quoted(`${name.replaceAll(':', '\\:')}:${description}`)
}

function valueCases({ path, options }: Place): string[] {
  return options.flatMap(({ names, values }) => {
    if (values === null || values.kind === 'text') return []
    return [`      (${names.map((name) => quoted(`${path}:${name}`)).join('|')}) ${completed(values)} ;;`]
  })
}

function completed(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `compadd -- ${values.words.join(' ')}`
    case 'file':
      return '_files'
    case 'folder':
      return '_files -/'
    case 'endpoint':
      return '_webhook_dispatcher_endpoints "$folder"'
    case 'text':
      return ':'
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

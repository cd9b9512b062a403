/** The completion for fish: a function that says where one stands, and a line for everything that can be typed there. */
import { type OptionWord, type Place, valuedNames, type Values } from './grammar.ts'

const program = 'webhook-dispatcher'

export function fishScript(places: Place[]): string {
  const paths = places.flatMap(({ path }) => (path === '' ? [] : [quoted(path)]))
  return `# Completion of webhook-dispatcher for fish. Keep it with:
#   webhook-dispatcher completion fish > ~/.config/fish/completions/webhook-dispatcher.fish
function __webhook_dispatcher_at
    set -l place
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${valuedNames(places).join(' ')}
                set skip 1
            case '-*'
            case '*'
                if contains -- (string join ' ' $place $word) ${paths.join(' ')}
                    set place $place $word
                end
        end
    end
    test (string join ' ' x $place) = (string join ' ' x $argv)
end
function __webhook_dispatcher_endpoints
    set -l words (commandline -opc)
    set -l at (contains -i -- --data-dir $words)
    set -l folder
    test -n "$at"; and set folder --data-dir $words[(math $at + 1)]
    webhook-dispatcher $folder completion --endpoints 2>/dev/null
end
complete -c ${program} -f
${places.flatMap(lines).join('\n')}`
}

function lines(place: Place): string[] {
  const at = `complete -c ${program} -n ${quoted(`__webhook_dispatcher_at ${place.path}`.trim())}`
  const { values } = place
  return [
    ...place.commands.map(({ name, description }) => `${at} -a ${name} -d ${quoted(description)}`),
    ...(values === null || values.kind === 'text' ? [] : [`${at} ${completed(values)}`]),
    ...place.options.map((option) => `${at} ${optionFlags(option)}`),
  ]
}

function optionFlags({ names, description, values }: OptionWord): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  return [...flags, ...taken(values), `-d ${quoted(description)}`].join(' ')
}

/** `-x` leaves out the files that `-r` would offer. */
function taken(values: Values | null): string[] {
  if (values === null) return []
  if (values.kind === 'text') return ['-x']
  return [values.kind === 'file' ? '-r' : '-x', completed(values)]
}

function completed(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `-a ${quoted(values.words.join(' '))}`
    case 'file':
      return '-F'
    case 'folder':
      return `-a '(__fish_complete_directories)'`
    case 'endpoint':
      return `-a '(__webhook_dispatcher_endpoints)'`
    case 'text':
      return ''
  }
}

/** In single quotes fish knows the escapes of the quote and of the backslash. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

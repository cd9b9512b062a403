/**
 * What can be typed where, read off the commands themselves, so that a script of a shell never knows others than there are.
 * Parsers of values are functions and cannot be asked: what their values are is told by their names in the help.
 */
import type { Argument, Command, Option } from 'commander'
import { textPlaces } from '../../shared/filter.ts'
import { deliveryStates } from '../../shared/model.ts'

/** What completes a value; `text` is what nobody can know. */
export type Values = { kind: 'text' | 'file' | 'folder' | 'endpoint' } | { kind: 'words'; words: string[] }

export interface OptionWord {
  /** `--state`, or `-h` beside `--help`. */
  names: string[]
  description: string
  /** Null for what takes no value. */
  values: Values | null
}

/** Where one stands after the names of commands. */
export interface Place {
  /** `endpoint show`; empty at the beginning. */
  path: string
  commands: { name: string; description: string }[]
  options: OptionWord[]
  /** Of the arguments; null where there are none. */
  values: Values | null
}

/** Of the whole program, the beginning first. */
export function placesOf(program: Command): Place[] {
  const globals = [...program.options.filter(({ hidden }) => !hidden).map(optionWord), help]
  return placesBelow(program, { path: [], globals })
}

interface Above {
  path: string[]
  /** Which every command takes. */
  globals: OptionWord[]
}

function placesBelow(command: Command, { path, globals }: Above): Place[] {
  const own = command.parent === null ? [] : command.options.filter(({ hidden }) => !hidden).map(optionWord)
  const [argument] = command.registeredArguments
  const place = {
    path: path.join(' '),
    commands: command.commands.map((one) => ({ name: one.name(), description: one.description() })),
    options: [...own, ...globals],
    values: argument ? valuesOf(argument.name(), argument, path[0] === 'endpoint') : null,
  }
  const below = command.commands.flatMap((one) => placesBelow(one, { path: [...path, one.name()], globals }))
  return [place, ...below]
}

const help: OptionWord = { names: ['--help', '-h'], description: 'display help for command', values: null }

function optionWord(option: Option): OptionWord {
  const { long, short, description, flags } = option
  const [, name] = /[<[]([^>\]]+)[>\]]/.exec(flags) ?? []
  const names = [long, short].filter((one) => typeof one === 'string')
  return {
    names,
    description,
    values: name === undefined ? null : valuesOf(name, option, long === '--endpoint'),
  }
}

/** `isEndpoint`: a `name` is one of an endpoint. */
function valuesOf(name: string, { argChoices }: Argument | Option, isEndpoint: boolean): Values {
  if (argChoices) return { kind: 'words', words: argChoices }
  if (name === 'name' && isEndpoint) return { kind: 'endpoint' }
  return byName[name.replace(/\.+$/, '')] ?? { kind: 'text' }
}

const byName: Readonly<Record<string, Values>> = {
  file: { kind: 'file' },
  dir: { kind: 'folder' },
  endpoint: { kind: 'endpoint' },
  state: { kind: 'words', words: [...deliveryStates] },
  places: { kind: 'words', words: [...textPlaces] },
}

/** Every option that takes a value, wherever: after one of them comes no command. */
export function valuedNames(places: Place[]): string[] {
  const all = places.flatMap(({ options }) => options)
  return [...new Set(all.filter(({ values }) => values !== null).flatMap(({ names }) => names))]
}

/**
 * The settings as people name and write them: names of the contract in kebab case, without the unit where the value brings
 * its own (`request-timeout 10s`). What is written can be typed back.
 */
import { formatDuration, parseDuration } from '../shared/durations.ts'
import { logLevels } from '../shared/log.ts'
import { closeChoices, compressions, notificationChoices, type Settings, themes } from '../shared/model.ts'
import { Refusal } from '../shared/result.ts'
import { defaultSettings } from '../shared/settings.ts'
import { usageCode } from './exit-codes.ts'
import { didYouMean } from '../shared/near-names.ts'

interface Kind<T> {
  text(value: T): string
  /** Null for what it cannot mean. */
  parse(words: string[]): T | null
  /** What it takes, for the refusal. */
  takes: string
}

export interface Setting {
  name: string
  text(settings: Settings): string
  /** What can be written for it. */
  takes: string
  /** What `settings.set` is asked with. Refuses with `usage`. */
  change(words: string[]): Partial<Settings>
}

const duration: Kind<number> = {
  text: formatDuration,
  parse(words) {
    const parsed = parseDuration(words.join(''))
    return parsed.ok ? parsed.ms : null
  },
  takes: 'a duration, such as 10s',
}
const number: Kind<number> = {
  text: String,
  parse: ([word = '', ...more]) => (/^\d+$/.test(word) && more.length === 0 ? Number(word) : null),
  takes: 'a whole number',
}
const flag: Kind<boolean> = {
  text: (value) => (value ? 'yes' : 'no'),
  parse([word = '', ...more]) {
    if (more.length > 0) return null
    return /^(?:yes|on|true)$/i.test(word) ? true : /^(?:no|off|false)$/i.test(word) ? false : null
  },
  takes: 'yes or no',
}
const waits: Kind<string[]> = {
  text: (value) => (value.length === 0 ? 'none' : value.join(' ')),
  parse: (words) =>
    words.length === 1 && words[0] === 'none'
      ? []
      : words.flatMap((word) => word.split(/[,\s]+/)).filter(Boolean),
  takes: 'waits, such as 5s 30s 2m, or none for the cooldown after every failure',
}

function choice<T extends string>(choices: readonly T[]): Kind<T> {
  return {
    text: String,
    parse: ([word, ...more]) => (more.length > 0 ? null : (choices.find((one) => one === word) ?? null)),
    takes: `one of ${choices.join(', ')}`,
  }
}

/** A text of which the empty one is the default. */
function text(byDefault: string): Kind<string> {
  return {
    text: (value) => (value === '' ? `default (${byDefault})` : value),
    parse: (words) => words.join(' '),
    takes: 'a text',
  }
}

function setting<K extends keyof Settings>(key: K, kind: Kind<NonNullable<Settings[K]>>): Setting {
  const name = nameOf(key)
  const isNullable = nullable.has(key)
  const takes = `${kind.takes}${isNullable ? ', none' : ''}`
  return {
    name,
    takes,
    text: (settings) => {
      const value = settings[key]
      return value === null ? 'none' : kind.text(value)
    },
    change(words) {
      const [word] = words
      if (words.length === 1 && word === 'default') return { [key]: defaultSettings[key] }
      if (words.length === 1 && word === 'none' && isNullable) return { [key]: null }
      const value = kind.parse(words)
      if (value !== null) return { [key]: value }
      throw new Refusal(usageCode, `"${words.join(' ')}" is not for ${name}. It takes ${takes}, or default.`)
    },
  }
}

/** Of which null means never. */
const nullable: ReadonlySet<keyof Settings> = new Set(['keepDeliveredDays', 'keepDeliveredCount'])

/** `requestTimeoutMs` -> `request-timeout` */
function nameOf(key: string): string {
  return key.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function settingsOf({ version }: { version: string }): Setting[] {
  return [
    setting('concurrency', number),
    setting('requestTimeoutMs', duration),
    setting('connectTimeoutMs', duration),
    setting('retrySchedule', waits),
    setting('maxAttempts', number),
    setting('cooldownMs', duration),
    setting('compression', choice(compressions)),
    setting('userAgent', text(`WebhookDispatcher/${version}`)),
    setting('proxy', text('as the environment says')),
    setting('systemCertificates', flag),
    setting('deleteDelivered', flag),
    setting('keepDeliveredDays', number),
    setting('keepDeliveredCount', number),
    setting('logLevel', choice(logLevels)),
    setting('theme', choice(themes)),
    setting('notifications', choice(notificationChoices)),
    setting('whenClosed', choice(closeChoices)),
    setting('localApi', flag),
  ]
}

/** Refuses with `usage`, naming near ones. */
export function settingNamed(name: string, settings: Setting[]): Setting {
  const found = settings.find((one) => one.name === name)
  if (found) return found
  const names = settings.map((one) => one.name)
  const near = didYouMean(name, names) || ` There are ${names.join(', ')}.`
  throw new Refusal(usageCode, `There is no setting "${name}".${near}`)
}

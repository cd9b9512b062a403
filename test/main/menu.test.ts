/** The native menu: what it offers on each system, and that no two items claim the same keys. */
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../src/main/menu.ts'

function items({ isMac = false, isPackaged = true } = {}, acted: string[] = []) {
  const template = menuTemplate({
    isMac,
    isPackaged,
    act: (action) => acted.push(action),
    openDataDir: () => acted.push('openDataDir'),
    showAbout: () => acted.push('showAbout'),
  })
  const all = (given: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    given.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
  return all(template)
}

describe.each([{ isMac: true }, { isMac: false }])('%o', (system) => {
  test('no two items have the same keys', () => {
    const keys = items(system).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []))
    expect(keys.length).toBeGreaterThan(4)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('every action of the window is there', () => {
    const acted: string[] = []
    for (const { click } of items(system, acted)) (click as (() => void) | undefined)?.()
    expect(new Set(acted)).toEqual(
      new Set([
        'compose',
        'import',
        'export',
        'toggleQueue',
        'find',
        'shortcuts',
        'settings',
        'deliveries',
        'pulse',
        'endpoints',
        'receiver',
        'log',
        'openDataDir',
        ...(system.isMac ? [] : ['showAbout']),
      ]),
    )
  })

  test('it can be quit, and text can be edited with the usual keys', () => {
    const roles = items(system).map(({ role }) => role)
    expect(roles).toEqual(expect.arrayContaining(['quit', 'undo', 'cut', 'copy', 'paste', 'selectAll']))
  })

  test('reload and developer tools are there only while developing', () => {
    const developing = ['reload', 'forceReload', 'toggleDevTools']
    const packaged = items({ ...system, isPackaged: true }).map(({ role }) => role)
    expect(packaged.filter((role) => developing.includes(String(role)))).toEqual([])
    const unpackaged = items({ ...system, isPackaged: false }).map(({ role }) => role)
    expect(unpackaged).toEqual(expect.arrayContaining(developing))
  })
})

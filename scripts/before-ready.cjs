/**
 * For a stand-in Electron whose default application loads an ES module main file without waiting for it, so that
 * `ready` is over when the file runs. Loaded with `-r`, this says in time what src/main says before `ready`, and
 * lets src/main say it again. Electron itself waits for its main file and never sees this.
 */
const { app, protocol } = require('electron')

protocol.registerSchemesAsPrivileged([
  {
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
])
protocol.registerSchemesAsPrivileged = () => {}

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.enableSandbox = () => {}

/** undici's client by its own file: see http1.ts. */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici'
}

/** The nonce that the host put into the page: libraries that must write a `<style>` element show it to the browser. */
export const cspNonce =
  typeof document === 'undefined'
    ? ''
    : (document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '')

/** Words for what an attempt came to: HTTP reason phrases (RFC 9110 and its registry) and short names of error codes. */

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
  511: 'Network Authentication Required',
}

/** The reason phrase of a status code, or an empty text. */
export function reasonText(statusCode: number): string {
  return reasons[statusCode] ?? ''
}

const errors: Readonly<Record<string, string>> = {
  refused: 'refused',
  dns: 'name not found',
  timeout_connect: 'connect timeout',
  timeout_response: 'timeout',
  reset: 'connection reset',
  tls_untrusted: 'TLS untrusted',
  tls_expired: 'TLS expired',
  tls_hostname: 'TLS wrong name',
  tls_client_certificate: 'TLS client',
  tls_files: 'TLS files',
  proxy: 'proxy',
  too_many_redirects: 'redirects',
  protocol: 'protocol error',
  aborted: 'aborted',
  interrupted: 'interrupted',
}

/** A few words for an error code; an unknown code stands for itself. */
export function errorText(code: string): string {
  return errors[code] ?? code.replaceAll('_', ' ')
}

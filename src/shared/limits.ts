/** The bounds that inputs and stored responses are held to. */

/** Largest payload of one event; GitHub, the largest sender that publishes its limit, stops at 25 MB too. */
export const largestDataBytes = 25 * 1024 * 1024
/** How much of a response body is kept with an attempt. */
export const keptResponseBytes = 64 * 1024
/** Reading a response stops here; the connection is closed. */
export const largestResponseBytes = 1024 * 1024
/** Bodies above this go out compressed where the endpoint takes it. */
export const compressAboveBytes = 1_024
/** Copies that one `event.send` may make. */
export const mostCopies = 1_000
/** Bytes of a body that one answer brings; as JSON they are parsed within a frame. */
export const longestBodyPart = 1_000_000
/** A part holds a whole sign at least. */
export const shortestBodyPart = 4
/** Deliveries that one answer about lineage names. */
export const mostRelatives = 200
/** From one of them to the next. */
export const longestEveryMs = 30 * 24 * 3_600_000
/** What the payloads of all copies may come to: they are written in one transaction. */
export const largestCopiesBytes = 512 * 1024 * 1024
/** Deliveries that one command may name. */
export const mostIds = 10_000
/** The beginning of an id is looked up from this length on; shorter ones would find half of everything. */
export const shortestIdText = 8
/** Rows in one answer of `delivery.list`. */
export const mostRows = 500
/** A list stands in the order of another column than the time of acceptance up to so many deliveries. */
export const mostSorted = 20_000
export const longestViewName = 100
export const mostViews = 100
/** Endpoints that one event may be sent to at once. */
export const mostEndpointsAtOnce = 100
export const longestEndpointName = 100
export const longestTemplateName = 100
export const mostTemplates = 500
/** The payload of a template; a draft may be as large as an event. */
export const largestTemplateBytes = 5 * 1024 * 1024
/** What a draft holds besides its payload, in characters of JSON. */
export const longestDraftFields = 1024 * 1024
export const mostHeaders = 100
export const longestHeaderBytes = 8 * 1024
export const longestUrl = 8 * 1024
export const longestCategory = 200
export const longestEventId = 200
export const mostWaits = 200
export const mostAttempts = 100_000
export const shortestTimeoutMs = 1_000
export const longestTimeoutMs = 600_000
export const mostConcurrency = 500
/** A day: longer waits are a loop of the caller's. */
export const longestWaitMs = 24 * 3_600_000
/** Redirects that one attempt follows. */
export const mostRedirects = 10
/** A unix socket's path in UTF-8: Linux has room for 107 bytes, macOS for 103. */
export const longestSocketPath = 107

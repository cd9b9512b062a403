/** Deliveries as a bash script: run, it sends each of them once, as their next attempts would, but uncompressed. */
import { curlScriptCommand } from '../../shared/curl.ts'
import { envelope } from '../../shared/envelope.ts'
import { requestHeaders } from '../../shared/request.ts'
import type { ExportedDelivery, ExportWriter } from './exported.ts'

/** `userAgent`: what the settings come to, never empty. */
export function writeCurl({ userAgent }: { userAgent: string }): ExportWriter {
  return {
    begin: '#!/usr/bin/env bash\n# Deliveries of Webhook Dispatcher: each command sends one of them.\n',
    entry: (delivery) => `\n${comment(delivery)}\n${command(delivery, userAgent)}\n`,
    end: '',
    needsAttempts: false,
  }
}

/** One line, whatever is in it. */
function comment({ id, eventId, category, state }: ExportedDelivery): string {
  const text = `delivery ${id}, event ${eventId}, ${category}, ${state}`
  return `# ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`
}

function command(delivery: ExportedDelivery, userAgent: string): string {
  const { url, method, eventId, bodyMode, category, data } = delivery
  const headers = requestHeaders({
    headers: delivery.headers,
    contentType: delivery.contentType,
    userAgent,
    eventId,
    attemptNumber: delivery.attemptCount + 1,
    sentAt: delivery.nextAttemptAt ?? delivery.updatedAt,
    contentEncoding: null,
  })
  const body = envelope({ bodyMode, category, createdAt: delivery.eventCreatedAt, eventId, data })
  return curlScriptCommand({ url, method, headers, body })
}

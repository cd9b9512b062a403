/** The handler of every command; one that is missing does not compile. */
import type { Handlers } from '../context.ts'
import {
  cancelDeliveries,
  deleteDeliveries,
  holdDeliveries,
  releaseDeliveries,
  rescheduleDeliveries,
  retryDeliveries,
} from './delivery-change.ts'
import { listDeliveries, resumeSearch, stopSearch } from './delivery-list.ts'
import {
  deliveryBody,
  deliveryBodyPart,
  deliveryLineage,
  responseBytes,
  showDelivery,
  waitForDeliveries,
} from './delivery-read.ts'
import { replayDeliveries, summarizeReplays } from './delivery-replay.ts'
import {
  deleteEndpoint,
  listEndpoints,
  pauseEndpoint,
  resumeEndpoint,
  saveEndpoint,
  showEndpoint,
} from './endpoint.ts'
import { sendEvent } from './event-send.ts'
import { stopJob, waitForJob } from './job.ts'
import { compactDatabase, readLog } from './maintenance.ts'
import { readEndpointPulses, readPulse } from './pulse.ts'
import { exportQueue, importQueue, readImportReport } from './queue-file.ts'
import { drainQueue, getSnapshot, getStats, pauseQueue, resumeQueue, setSettings } from './queue.ts'
import { dismissRecovery, salvage } from './recovery.ts'
import { clearReceiver, setReceiverAnswers, startReceiver, stopReceiver } from './receiver.ts'
import { deleteTemplate, getDraft, listTemplates, saveDraft, saveTemplate, showTemplate } from './template.ts'
import { deleteView, listViews, saveView } from './view.ts'

export const handlers: Handlers = {
  'snapshot.get': getSnapshot,
  'stats.get': getStats,
  'event.send': sendEvent,
  'delivery.list': listDeliveries,
  'delivery.show': showDelivery,
  'delivery.body': deliveryBody,
  'delivery.bodyPart': deliveryBodyPart,
  'delivery.responseBytes': responseBytes,
  'delivery.lineage': deliveryLineage,
  'delivery.retry': retryDeliveries,
  'delivery.replay': replayDeliveries,
  'replay.summary': summarizeReplays,
  'delivery.cancel': cancelDeliveries,
  'delivery.hold': holdDeliveries,
  'delivery.release': releaseDeliveries,
  'delivery.reschedule': rescheduleDeliveries,
  'delivery.delete': deleteDeliveries,
  'delivery.wait': waitForDeliveries,
  'search.stop': stopSearch,
  'search.resume': resumeSearch,
  'view.list': listViews,
  'view.save': saveView,
  'view.delete': deleteView,
  'endpoint.list': listEndpoints,
  'endpoint.show': showEndpoint,
  'endpoint.save': saveEndpoint,
  'endpoint.delete': deleteEndpoint,
  'endpoint.pause': pauseEndpoint,
  'endpoint.resume': resumeEndpoint,
  'template.list': listTemplates,
  'template.show': showTemplate,
  'template.save': saveTemplate,
  'template.delete': deleteTemplate,
  'draft.get': getDraft,
  'draft.save': saveDraft,
  'job.stop': stopJob,
  'job.wait': waitForJob,
  'queue.export': exportQueue,
  'queue.import': importQueue,
  'import.report': readImportReport,
  'queue.pause': pauseQueue,
  'queue.resume': resumeQueue,
  'queue.drain': drainQueue,
  'pulse.read': readPulse,
  'pulse.endpoints': readEndpointPulses,
  'log.read': readLog,
  'database.compact': compactDatabase,
  'recovery.salvage': salvage,
  'recovery.dismiss': dismissRecovery,
  'settings.set': setSettings,
  'receiver.start': startReceiver,
  'receiver.stop': stopReceiver,
  'receiver.answer': setReceiverAnswers,
  'receiver.clear': clearReceiver,
}

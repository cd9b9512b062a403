/** Commands of what a person composes and keeps: templates, and the draft of the composer. */
import { largestTemplateBytes, mostTemplates } from '../../shared/limits.ts'
import { utf8Length } from '../../shared/checks.ts'
import type { KeptDraft, Template } from '../../shared/template.ts'
import { Refusal } from '../../shared/result.ts'
import type { EngineContext, Handler } from '../context.ts'

export const listTemplates: Handler<'template.list'> = (_input, { store }) => ({
  templates: store.templates.all(),
})

export const showTemplate: Handler<'template.show'> = ({ id }, context) => templateOf(id, context)

export const saveTemplate: Handler<'template.save'> = (input, context) =>
  context.dispatcher.write(() => {
    const { store, clock } = context
    const now = clock.now()
    const template = input.id === undefined ? newTemplate(input, context) : templateOf(input.id, context)
    const { name = template.name, summary = template.summary, draft = template.draft } = input
    const taken = store.templates.idOf(name)
    if (taken !== null && taken !== template.id) {
      const message = `There is a template "${name}" already. Choose another name, or update that one.`
      throw new Refusal('template_exists', message, { field: 'name' })
    }
    refuseLarge(draft)
    const saved = { ...template, name, summary, draft, updatedAt: now }
    store.templates.put(saved)
    return summaryOf(saved)
  })

/** Answers with what was there, so that it can be brought back. */
export const deleteTemplate: Handler<'template.delete'> = ({ id }, context) =>
  context.dispatcher.write(() => {
    const template = templateOf(id, context)
    context.store.templates.remove(id)
    return template
  })

export const getDraft: Handler<'draft.get'> = (_input, { store }) => ({ draft: store.templates.draft() })

export const saveDraft: Handler<'draft.save'> = async ({ draft }, { store, clock, dispatcher }) => {
  await dispatcher.write(() => store.templates.setDraft(draft, clock.now()))
  return {}
}

function newTemplate(
  { name, draft }: { name?: string | undefined; draft?: KeptDraft | undefined },
  { store, clock, newId }: EngineContext,
): Template {
  if (name === undefined || draft === undefined) {
    const message = 'A new template needs a name, and what it holds.'
    throw new Refusal('invalid_input', message, { field: name === undefined ? 'name' : 'draft' })
  }
  if (store.templates.count() >= mostTemplates) {
    const message = `There are ${mostTemplates} templates, which is the limit. Delete one of them.`
    throw new Refusal('template_limit', message, { field: 'name' })
  }
  const now = clock.now()
  return { id: newId(), name, summary: '', draft, createdAt: now, updatedAt: now }
}

function refuseLarge({ data }: KeptDraft): void {
  if (utf8Length(data) <= largestTemplateBytes) return
  const message = `The payload of a template has at most ${largestTemplateBytes / 1024 / 1024} MB.`
  throw new Refusal('body_too_large', message, { field: 'draft.data' })
}

function templateOf(id: string, { store }: EngineContext): Template {
  const template = store.templates.get(id)
  if (!template) throw new Refusal('template_unknown', `There is no template ${id}.`, { field: 'id' })
  return template
}

function summaryOf({ draft: _draft, ...summary }: Template): Omit<Template, 'draft'> {
  return summary
}

/**
 * What the receiver answers next. The field shows what is left of the plan as requests use it up; while it is being
 * typed in, it shows what is typed, and nothing is changed before Enter or leaving it.
 */
import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { invoke } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { answerPresets, nextAnswers, readAnswers, showAnswers } from './answers.ts'
import { receiverView } from './receiver-view.ts'

export function AnswersEditor() {
  const answers = useLive((live) => live.receiver.answers)
  const lastPlan = receiverView((view) => view.lastPlan)
  const [typed, setTyped] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const id = useId()
  const noteId = useId()
  const text = typed ?? showAnswers(answers)
  const read = readAnswers(text)
  const error = read.ok ? refused : read.message

  const plan = async (next: number[]): Promise<void> => {
    const answer = await invoke('receiver.answer', { answers: next })
    setRefused(answer.ok ? null : answer.error.message)
    if (!answer.ok) return
    setTyped(null)
    receiverView.setState({ lastPlan: next.length > 1 ? next : null })
  }
  const commit = (): void => {
    if (typed !== null && read.ok) void plan(read.answers)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      setTyped(null)
      setRefused(null)
    }
  }
  return (
    <div className="grid grid-cols-[auto_minmax(160px,320px)_auto_minmax(0,1fr)] items-center gap-x-2 border-b border-line px-4 py-2">
      <label htmlFor={id} className="text-sm font-medium text-muted">
        Answers
      </label>
      <TextInput
        id={id}
        mono
        size="sm"
        value={text}
        aria-invalid={error !== null}
        aria-describedby={noteId}
        {...(error === null ? {} : { 'data-invalid': '' })}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={press}
      />
      <Menu
        trigger={
          <Button variant="ghost">
            Presets
            <ChevronDown />
          </Button>
        }
        items={presetItems(lastPlan, (next) => void plan(next))}
      />
      <p
        id={noteId}
        role={error === null ? undefined : 'alert'}
        className={error === null ? 'truncate text-sm text-faint' : 'text-sm text-bad'}
      >
        {error ?? (typed === null ? nextAnswers(answers) : 'Enter sets these answers')}
      </p>
    </div>
  )
}

function presetItems(lastPlan: number[] | null, choose: (answers: number[]) => void): MenuItem[] {
  const items: MenuItem[] = answerPresets.map(({ name, answers }) => ({
    label: name,
    detail: shortPlan(answers),
    onSelect: () => choose(answers),
  }))
  if (!lastPlan) return items
  const again = { label: 'Again', detail: shortPlan(lastPlan), onSelect: () => choose(lastPlan) }
  return [again, 'separator', ...items]
}

function shortPlan(answers: readonly number[]): string {
  return answers.length > 3 ? `${answers[0]} … ${answers.at(-1)}` : showAnswers(answers)
}

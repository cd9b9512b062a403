/** Every component of `ui/` in every state, at the address `#/ui`: what tests photograph, and where a new one is tried. */
import type { ReactNode } from 'react'
import { ButtonSamples } from './ButtonSamples.tsx'
import { ColorSamples } from './ColorSamples.tsx'
import { FieldSamples } from './FieldSamples.tsx'
import { FloatingSamples } from './FloatingSamples.tsx'
import { MarkSamples } from './MarkSamples.tsx'
import { TextSamples } from './TextSamples.tsx'

export function UiPage() {
  return (
    <main className="h-full overflow-auto p-6">
      <h1 className="mb-4 text-xl font-semibold">Components</h1>
      <div className="grid grid-cols-2 gap-x-8 gap-y-6 @max-[900px]:grid-cols-1">
        <Section title="Colours">
          <ColorSamples />
        </Section>
        <Section title="Text">
          <TextSamples />
        </Section>
        <Section title="Buttons">
          <ButtonSamples />
        </Section>
        <Section title="Marks">
          <MarkSamples />
        </Section>
        <Section title="Fields">
          <FieldSamples />
        </Section>
        <Section title="Floating parts">
          <FloatingSamples />
        </Section>
      </div>
    </main>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-2 border-b border-line pb-1 font-semibold text-muted">{title}</h2>
      {children}
    </section>
  )
}

import { messages } from '../messages.ts'
import './HowItWorks.css'

/** Why a vote here is one human, one ballot, in plain words. */
export function HowItWorks() {
  const { title, steps, trust } = messages.how
  return (
    <section aria-labelledby="how-it-works">
      <h2 id="how-it-works">{title}</h2>
      <ol className="plain-list how-steps">
        {steps.map((step) => (
          <li key={step.title}>
            <h3>{step.title}</h3>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
      <p className="how-trust">{trust}</p>
    </section>
  )
}

/** Collects what should hold and does not, so that one failure does not hide the next. */
export class Checks {
  readonly failures: string[] = []

  /** Notes `fact` as failed unless it holds. */
  expect(holds: boolean, fact: string): void {
    if (!holds) this.failures.push(fact)
  }
}

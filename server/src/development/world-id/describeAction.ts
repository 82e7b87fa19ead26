const ENROLMENT = /^psephos-enrol-(0x[0-9a-f]{40})-([0-9]+)$/

/**
 * Returns in words what an action asks for.
 * @example
 * describeAction('psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0')
 * // 'Enrol once in the group 0x5fbdb2315678afecb367f032d93f642f64180aa3 (enrolment 0)'
 */
export function describeAction(action: string): string {
  const [, group, epoch] = ENROLMENT.exec(action) ?? []
  return group === undefined
    ? `Do once: ${action}`
    : `Enrol once in the group ${group} (enrolment ${epoch})`
}

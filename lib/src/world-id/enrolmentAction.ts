/** What names an enrolment. */
export interface EnrolmentActionParameters {
  /** The address of the group. */
  readonly group: string
  /** Which enrolment of the group this is; its World ID issuer's `epoch`. */
  readonly epoch: bigint
}

/**
 * Returns the World ID action under which people enrol in a group; `WorldIDIssuer.enrolmentAction`
 * returns the same.
 * @example
 * enrolmentAction({ group: '0x5FbDB2315678afecb367f032d93F642f64180aa3', epoch: 0n })
 * // 'psephos-enrol-0x5fbdb2315678afecb367f032d93f642f64180aa3-0'
 */
export function enrolmentAction({ group, epoch }: EnrolmentActionParameters): string {
  return `psephos-enrol-${group.toLowerCase()}-${epoch}`
}

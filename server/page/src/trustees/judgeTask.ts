import type { DecryptionTask } from '@psephos/lib'

/** Why a trustee's share is not made. */
export type TaskRefusal = 'code' | 'keys' | 'final' | 'open' | 'recent' | 'empty'

/** What a trustee must say before a share is made: that the box is known to them, that it is for trying out. */
export type TaskQuestion = 'box' | 'development'

/** Whether a share is made, and what is asked before. */
export type TaskJudgement =
  | { refusal: TaskRefusal; questions: readonly [] }
  | { refusal: null; questions: TaskQuestion[] }

/** What {@link judgeTask} takes. */
export type JudgedTask = Pick<
  DecryptionTask,
  'doubt' | 'isClosed' | 'isBuried' | 'isFinal' | 'isDevelopment' | 'r'
>

/**
 * Decides whether something is to be decrypted at all, as `psephos trustee share` does: a share of anything but the sum of all proven
 * ballots could open somebody's ballot. The page has no keys of a ceremony to compare with, so it asks where the command line needs
 * `--box`.
 */
export function judgeTask(task: JudgedTask): TaskJudgement {
  const refusal = findRefusal(task)
  if (refusal !== null) return { refusal, questions: [] }
  const { doubt, isDevelopment } = task
  return {
    refusal,
    questions: [
      ...(doubt === 'unknown' ? (['box'] as const) : []),
      ...(isDevelopment ? (['development'] as const) : []),
    ],
  }
}

function findRefusal({ doubt, isFinal, isClosed, isBuried, r }: JudgedTask): TaskRefusal | null {
  if (doubt === 'code' || doubt === 'keys') return doubt
  if (isFinal) return 'final'
  if (!isClosed) return 'open'
  if (!isBuried) return 'recent'
  return r === null ? 'empty' : null
}

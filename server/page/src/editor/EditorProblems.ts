import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from './checkProposal.ts'

/** Which fields have problems, and which of them are shown: those that one has left. */
export type EditorProblems = {
  problems: readonly FieldProblem[]
  isShown: (field: string) => boolean
  /** Shows a field's problem from now on. */
  touch: (field: string) => void
}

/** The problems of the proposal that is being edited. */
export const EditorProblemsContext = createContext<EditorProblems>({
  problems: [],
  isShown: () => false,
  touch: () => undefined,
})

/** Returns what is wrong with a field in words, null while nothing is or it is not shown yet. */
export function useProblem(field: string): { sentence: string | null; touch: () => void } {
  const { t } = useTranslation('editor')
  const { problems, isShown, touch } = useContext(EditorProblemsContext)
  const own = isShown(field) ? problems.find((each) => each.field === field) : undefined
  return {
    sentence: own === undefined ? null : t(`problems.${own.problem}`),
    touch: () => touch(field),
  }
}

/** Under which id a field stands in the page. */
export function getFieldId(field: string): string {
  return `field-${field.replaceAll('.', '-')}`
}

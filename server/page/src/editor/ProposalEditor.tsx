import type { WireSpace, WireSpaceRules } from '@psephos/lib'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { FailureNotice } from '../components/FailureNotice.tsx'
import { PageTitle } from '../components/PageTitle.tsx'
import { BodyField } from './BodyField.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { checkProposal, limits } from './checkProposal.ts'
import { DecisionSection } from './DecisionSection.tsx'
import { DraftPanel } from './DraftPanel.tsx'
import { EditorProblemsContext, getFieldId } from './EditorProblems.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import { PublicationNotice } from './PublicationNotice.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import { TextField } from './TextField.tsx'
import { useEditor } from './useEditor.ts'
import './Editor.css'

/** What {@link ProposalEditor} takes. */
export type ProposalEditorProps = { space: WireSpace; rules: WireSpaceRules }

const REVIEW = 'review'

/** Writes a proposal, and once it is whole shows it as voters will see it and publishes it. */
export function ProposalEditor({ space, rules }: ProposalEditorProps) {
  const { t } = useTranslation('editor')
  const { t: tSpaces } = useTranslation('spaces')
  const [query] = useSearchParams()
  const [location, navigate] = useLocation()
  const editor = useEditor(space, rules)
  const { form, change } = editor
  const checked = useMemo(
    () => checkProposal(form, rules.secretBallots),
    [form, rules.secretBallots],
  )
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [showsAll, setShowsAll] = useState(false)
  const { problems, proposal } = checked
  const isReviewing = query.get('step') === REVIEW && proposal !== null

  const problemsView = useMemo(
    () => ({
      problems,
      isShown: (field: string) => showsAll || touched.has(field),
      touch: (field: string) =>
        setTouched((all) => (all.has(field) ? all : new Set([...all, field]))),
    }),
    [problems, showsAll, touched],
  )

  function review(): void {
    setShowsAll(true)
    const [first] = problems
    if (first === undefined) {
      window.scrollTo(0, 0)
      navigate(`${location}?step=${REVIEW}`)
    } else goTo(first.field)
  }

  if (isReviewing) {
    return (
      <ReviewStep
        space={space}
        rules={rules}
        editor={editor}
        proposal={proposal}
        onBack={() => navigate(location)}
      />
    )
  }
  return (
    <EditorProblemsContext value={problemsView}>
      <Link href={`/spaces/${space.id}`} className="back-link">
        {tSpaces('back', { name: space.name })}
      </Link>
      <PageTitle>{t('title')}</PageTitle>
      <p className="lead">{t('lead')}</p>
      <PublicationNotice space={space} editor={editor} proposalId={proposal?.proposalId ?? null} />
      {editor.error !== null && <FailureNotice error={editor.error} />}
      <ConflictNotice editor={editor} />
      <div className="editor-columns">
        <div>
          <section aria-labelledby="text-title" className="editor-section">
            <h2 id="text-title">{t('text.title')}</h2>
            <TextField
              field="title"
              label={t('text.name')}
              value={form.title}
              counted={limits.title}
              onChange={(title) => change((each) => ({ ...each, title }))}
            />
            <BodyField
              value={form.body}
              onChange={(body) => change((each) => ({ ...each, body }))}
            />
            <TextField
              field="discussion"
              label={t('text.discussion')}
              hint={t('text.discussionHint')}
              value={form.discussion}
              inputMode="url"
              maxLength={2_000}
              onChange={(discussion) => change((each) => ({ ...each, discussion }))}
            />
            <TextField
              field="tags"
              label={t('text.tags')}
              hint={t('text.tagsHint')}
              value={form.tags}
              onChange={(tags) => change((each) => ({ ...each, tags }))}
            />
          </section>
          <OptionsEditor
            space={space}
            options={form.options}
            onChange={(update) => change((each) => ({ ...each, options: update(each.options) }))}
          />
          <DecisionSection form={form} rules={rules} onChange={change} />
        </div>
        <aside className="editor-aside" aria-label={t('aside')}>
          <DraftPanel space={space} editor={editor} metadata={checked.metadata} />
          <section className="card">
            <h2>{t('review.next')}</h2>
            {showsAll && problems.length > 0 ? (
              <>
                <p>{t('review.problems', { count: problems.length })}</p>
                <p>
                  <button
                    type="button"
                    className="button-link"
                    onClick={() => goTo(problems[0]?.field ?? '')}
                  >
                    {t('review.goToFirst')}
                  </button>
                </p>
              </>
            ) : (
              <p>{t('review.nextText')}</p>
            )}
            <button type="button" className="button" onClick={review}>
              {t('review.action')}
            </button>
          </section>
        </aside>
      </div>
    </EditorProblemsContext>
  )
}

/** Takes one to a field that has a problem, once that is drawn. */
function goTo(field: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(getFieldId(field))
    element?.focus()
    element?.scrollIntoView({ block: 'center' })
  })
}

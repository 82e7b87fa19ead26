import { lazy, Suspense } from 'react'
import { Route, Switch, useRoute } from 'wouter'
import { CrashBoundary } from './components/CrashBoundary.tsx'
import { Loading } from './components/Loading.tsx'
import { NotFound } from './components/NotFound.tsx'
import { Layout } from './layout/Layout.tsx'
import { parts } from './parts.ts'
import { loadPart } from './recovery/loadPart.ts'

const EditorPage = lazy(() => loadPart(parts.editor))
const EmbedPage = lazy(() => loadPart(parts.embed))
const EnrolmentPage = lazy(() => loadPart(parts.enrolment))
const FileAuditPage = lazy(() => loadPart(parts.fileAudit))
const HomePage = lazy(() => loadPart(parts.home))
const IdentityPage = lazy(() => loadPart(parts.identity))
const ProposalAuditPage = lazy(() => loadPart(parts.proposalAudit))
const ProposalPage = lazy(() => loadPart(parts.proposal))
const ReplacePage = lazy(() => loadPart(parts.replace))
const SpacePage = lazy(() => loadPart(parts.space))
const TrusteesPage = lazy(() => loadPart(parts.trustees))

/** The page: its frame and its routes. */
export function App() {
  const [isEmbedded, params] = useRoute('/embed/:proposal')
  if (isEmbedded) {
    return (
      <CrashBoundary>
        <Suspense fallback={<Loading />}>
          <EmbedPage key={params.proposal} id={params.proposal} />
        </Suspense>
      </CrashBoundary>
    )
  }
  return (
    <Layout>
      <CrashBoundary>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/">
              <HomePage />
            </Route>
            <Route path="/spaces/:space">{({ space }) => <SpacePage id={space} />}</Route>
            <Route path="/spaces/:space/enrol">
              {({ space }) => <EnrolmentPage key={space} spaceId={space} />}
            </Route>
            <Route path="/spaces/:space/new">
              {({ space }) => <EditorPage key={space} spaceId={space} />}
            </Route>
            <Route path="/spaces/:space/identity">
              {({ space }) => <IdentityPage key={space} spaceId={space} />}
            </Route>
            <Route path="/spaces/:space/identity/replace">
              {({ space }) => <ReplacePage key={space} spaceId={space} />}
            </Route>
            <Route path="/spaces/:space/trustees">
              {({ space }) => <TrusteesPage key={space} spaceId={space} />}
            </Route>
            <Route path="/proposals/:proposal">
              {({ proposal }) => <ProposalPage key={proposal} id={proposal} />}
            </Route>
            <Route path="/proposals/:proposal/verify">
              {({ proposal }) => <ProposalAuditPage key={proposal} id={proposal} />}
            </Route>
            <Route path="/verify">
              <FileAuditPage />
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </CrashBoundary>
    </Layout>
  )
}

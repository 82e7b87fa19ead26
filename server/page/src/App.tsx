import { lazy, Suspense } from 'react'
import { Route, Switch, useRoute } from 'wouter'
import { CrashBoundary } from './components/CrashBoundary.tsx'
import { Loading } from './components/Loading.tsx'
import { NotFound } from './components/NotFound.tsx'
import { Layout } from './layout/Layout.tsx'
import { loadPart } from './recovery/loadPart.ts'
import { HomePage } from './spaces/HomePage.tsx'
import { SpacePage } from './spaces/SpacePage.tsx'

// What one does not need to look around is loaded when one goes there: IDKit, Semaphore, Markdown.
const EmbedPage = lazy(() => loadPart(() => import('./proposals/EmbedPage.tsx')))
const EnrolmentPage = lazy(() => loadPart(() => import('./enrolment/EnrolmentPage.tsx')))
const FileAuditPage = lazy(() => loadPart(() => import('./audit/FileAuditPage.tsx')))
const IdentityPage = lazy(() => loadPart(() => import('./identity/IdentityPage.tsx')))
const ReplacePage = lazy(() => loadPart(() => import('./identity/ReplacePage.tsx')))
const ProposalAuditPage = lazy(() => loadPart(() => import('./audit/ProposalAuditPage.tsx')))
const ProposalPage = lazy(() => loadPart(() => import('./proposals/ProposalPage.tsx')))

/** The page: its frame and its routes. */
export function App() {
  const [isEmbedded, params] = useRoute('/embed/:proposal')
  if (isEmbedded) {
    return (
      <CrashBoundary>
        <Suspense fallback={<Loading />}>
          <EmbedPage id={params.proposal} />
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
            <Route path="/spaces/:space/identity">
              {({ space }) => <IdentityPage key={space} spaceId={space} />}
            </Route>
            <Route path="/spaces/:space/identity/replace">
              {({ space }) => <ReplacePage key={space} spaceId={space} />}
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

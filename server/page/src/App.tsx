import { lazy, Suspense } from 'react'
import { Route, Switch, useRoute } from 'wouter'
import { CrashBoundary } from './components/CrashBoundary.tsx'
import { Loading } from './components/Loading.tsx'
import { NotFound } from './components/NotFound.tsx'
import { Layout } from './layout/Layout.tsx'
import { HomePage } from './spaces/HomePage.tsx'
import { SpacePage } from './spaces/SpacePage.tsx'

// What one does not need to look around is loaded when one goes there: IDKit, Semaphore, Markdown.
const EnrolmentPage = lazy(() => import('./enrolment/EnrolmentPage.tsx'))
const EmbedPage = lazy(() => import('./proposals/EmbedPage.tsx'))
const ProposalPage = lazy(() => import('./proposals/ProposalPage.tsx'))

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
            <Route path="/proposals/:proposal">
              {({ proposal }) => <ProposalPage key={proposal} id={proposal} />}
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

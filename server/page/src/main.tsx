import './server/forbidEval.ts'
import './styles/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './App.tsx'
import { createI18n } from './i18n/createI18n.ts'
import { loadArrival } from './parts.ts'
import { createQueryClient } from './server/createQueryClient.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')

const i18n = await createI18n(loadArrival(location.pathname))

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
)

// What says that something failed must be here when the rest cannot be loaded, but after what is shown.
setTimeout(() => void i18n.loadNamespaces('failures'), 2_000)

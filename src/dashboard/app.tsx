import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import { RouterProvider } from 'react-router'
import { makeQueryClient } from './api/queries.ts'
import { useLanguage } from './i18n/language.ts'
import { pageNonce } from './page-nonce.ts'
import { router } from './routes.tsx'
import { theme } from './theme.ts'

const queryClient = makeQueryClient()

/** The whole staff app: language, look, data, pages. */
export function App() {
  const { locale } = useLanguage()
  return (
    <ConfigProvider
      locale={locale}
      theme={theme}
      csp={{ nonce: pageNonce() }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp message={{ maxCount: 3, duration: 3 }} className="app">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}

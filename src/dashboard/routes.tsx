import { createBrowserRouter, Navigate } from 'react-router'
import { BootScreen, CrashScreen, MissingScreen } from './parts/screens.tsx'
import { AppShell } from './shell/app-shell.tsx'

/** Every page is fetched when first opened; the shell and the list come first. */
export const router = createBrowserRouter(
  [
    {
      HydrateFallback: BootScreen,
      ErrorBoundary: CrashScreen,
      children: [
        { path: '/login', lazy: async () => ({ Component: (await import('./login/login-page.tsx')).LoginPage }) },
        {
          path: '/',
          Component: AppShell,
          children: [
            { index: true, element: <Navigate to="/tasks" replace /> },
            { path: 'tasks', lazy: async () => ({ Component: (await import('./tasks/tasks-page.tsx')).TasksPage }) },
            {
              path: 'inspections/:id',
              lazy: async () => ({ Component: (await import('./inspection/inspection-page.tsx')).InspectionPage }),
            },
            {
              path: 'shipments/:id',
              lazy: async () => ({ Component: (await import('./consolidation/consolidation-page.tsx')).ConsolidationPage }),
            },
            { path: 'refunds/:id', lazy: async () => ({ Component: (await import('./refund/refund-page.tsx')).RefundPage }) },
            { path: 'lots/:id', lazy: async () => ({ Component: (await import('./lots/lot-page.tsx')).LotPage }) },
            { path: 'orders', lazy: async () => ({ Component: (await import('./orders/orders-page.tsx')).OrdersPage }) },
            { path: 'orders/:id', lazy: async () => ({ Component: (await import('./orders/order-page.tsx')).OrderPage }) },
            { path: 'search', lazy: async () => ({ Component: (await import('./search/search-page.tsx')).SearchPage }) },
            { path: 'rules', lazy: async () => ({ Component: (await import('./rules/rules-page.tsx')).RulesPage }) },
            { path: 'partners', lazy: async () => ({ Component: (await import('./partners/partners-page.tsx')).PartnersPage }) },
            { path: 'finance', lazy: async () => ({ Component: (await import('./finance/finance-page.tsx')).FinancePage }) },
            {
              path: 'reconciliation',
              lazy: async () => ({ Component: (await import('./reconciliation/reconciliation-page.tsx')).ReconciliationPage }),
            },
            { path: '*', Component: MissingScreen },
          ],
        },
      ],
    },
  ],
  { basename: '/staff' },
)

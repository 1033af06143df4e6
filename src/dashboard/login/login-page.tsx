import { ClockCircleOutlined, LockOutlined, SafetyCertificateOutlined, ScanOutlined, UserOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { api } from '../api/client.ts'
import { SESSION_KEY, useSession } from '../api/queries.ts'
import { hasRememberedLanguage, switchLanguage } from '../i18n/language.ts'
import { useProblemText } from '../parts/use-problem-text.ts'
import { BrandMark } from '../shell/brand-mark.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'

type Credentials = { login: string; password: string }

const POINTS = [
  { key: 'point1', icon: <SafetyCertificateOutlined /> },
  { key: 'point2', icon: <ClockCircleOutlined /> },
  { key: 'point3', icon: <ScanOutlined /> },
] as const

/** Signs in and goes on to the page that was asked for. */
export function LoginPage() {
  const { t } = useTranslation()
  const session = useSession()
  const location = useLocation()
  if (session.data) return <Navigate to={destination(location.state)} replace />
  return (
    <div className="login">
      <aside className="login-side">
        <div className="login-brand">
          <BrandMark size={44} />
          <div className="login-words">
            <strong className="login-name">{t('app.name')}</strong>
            <span>{t('app.tagline')}</span>
          </div>
        </div>
        <ul>
          {POINTS.map(({ key, icon }) => (
            <li key={key}>
              <i>{icon}</i>
              <div className="login-words">
                <strong className="login-point">{t(`login.${key}`)}</strong>
                <span>{t(`login.${key}Text`)}</span>
              </div>
            </li>
          ))}
        </ul>
      </aside>
      <section className="login-main">
        <div className="login-language">
          <LanguageSwitch />
        </div>
        <LoginForm />
      </section>
    </div>
  )
}

function LoginForm() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const signIn = useMutation({
    mutationFn: ({ login, password }: Credentials) => api.signIn(login, password),
    onSuccess: async (session) => {
      if (!hasRememberedLanguage()) await switchLanguage(session.user.language)
      queryClient.setQueryData(SESSION_KEY, session)
    },
    onError: () => undefined,
  })
  return (
    <Form<Credentials>
      layout="vertical"
      size="large"
      requiredMark={false}
      className="login-form"
      onFinish={(values) => signIn.mutate(values)}
    >
      <BrandMark size={48} />
      <h1>{t('login.welcome')}</h1>
      <p className="quiet">{t('login.subtitle')}</p>
      {signIn.isError && <Alert type="error" showIcon title={problemText(signIn.error)} className="gap-bottom" />}
      <Form.Item name="login" label={t('login.login')} rules={[{ required: true, message: t('login.loginRequired') }]}>
        <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('login.passwordRequired') }]}>
        <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {t('login.submit')}
      </Button>
    </Form>
  )
}

/** Only a path of this app: the state may have been made by anyone who can open a page. */
function destination(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/tasks'
}

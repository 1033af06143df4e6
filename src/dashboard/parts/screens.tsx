import { Button, Result, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useProblemText } from './use-problem-text.ts'

/** What is seen while the code of a page is on its way. */
export function BootScreen() {
  return (
    <div className="boot" role="status">
      <span className="boot-mark" />
    </div>
  )
}

/** A quiet outline of the page while its content loads. */
export function LoadingScreen() {
  const { t } = useTranslation()
  return (
    <div className="page" role="status" aria-label={t('common.loading')}>
      <Skeleton active title={{ width: 220 }} paragraph={{ rows: 2 }} />
      <Skeleton active paragraph={{ rows: 6 }} className="gap-top" />
    </div>
  )
}

/** The content could not be had: why, and a way on. */
export function FailureScreen({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (
    <Result
      status="warning"
      title={t('common.failedTitle')}
      subTitle={problemText(error)}
      extra={[
        <Button key="retry" type="primary" onClick={onRetry}>
          {t('common.retry')}
        </Button>,
        <Link key="back" to="/tasks">
          <Button>{t('common.back')}</Button>
        </Link>,
      ]}
    />
  )
}

export function MissingScreen() {
  const { t } = useTranslation()
  return (
    <Result
      status="404"
      title={t('common.missingTitle')}
      subTitle={t('common.missingText')}
      extra={
        <Link to="/tasks">
          <Button type="primary">{t('common.back')}</Button>
        </Link>
      }
    />
  )
}

/** A bug of ours, or code of an older release that is gone: both are mended by loading afresh. */
export function CrashScreen() {
  const { t } = useTranslation()
  return (
    <Result
      status="error"
      title={t('common.crashedTitle')}
      subTitle={t('common.crashedText')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  )
}

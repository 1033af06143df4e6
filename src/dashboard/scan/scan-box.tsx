import { BarcodeOutlined, EnterOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, type InputRef } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScan } from './scan-context.tsx'

/** The dock's box: a code and Enter; the weight stands ready for the next parcel. */
export function ScanBox({ inputRef }: { inputRef: RefObject<InputRef> }) {
  const { t } = useTranslation()
  const { submit, isBusy } = useScan()
  const [code, setCode] = useState('')
  const [weightG, setWeightG] = useState<number | null>(null)
  const go = () => {
    submit(code, weightG)
    setCode('')
    setWeightG(null)
  }
  return (
    <form
      className="scan-box"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <BarcodeOutlined className="scan-icon" />
      <Input
        ref={inputRef}
        variant="borderless"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        placeholder={t('scan.placeholder')}
        aria-label={t('scan.placeholder')}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        data-scan=""
        className="scan-code"
      />
      <span className="scan-weight">
        <InputNumber
          variant="borderless"
          value={weightG}
          onChange={setWeightG}
          min={1}
          max={200_000}
          precision={0}
          controls={false}
          placeholder={t('scan.weight')}
          aria-label={t('scan.weight')}
          title={t('scan.weightHint')}
        />
      </span>
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        loading={isBusy}
        icon={<EnterOutlined />}
        iconPlacement="end"
        disabled={code.trim() === ''}
      >
        <span className="hide-on-phone">{t('scan.go')}</span>
      </Button>
    </form>
  )
}

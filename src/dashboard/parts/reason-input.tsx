import { Input } from 'antd'

type Props = {
  label: string
  value: string
  onChange: (reason: string) => void
  /** What Ctrl and Enter do; Enter alone is a new line. Not called for a reason that says nothing. */
  onSubmit: () => void
  autoFocus?: boolean
  /** In characters, as the operation takes it. */
  longest?: number
}

/** Why something is decided as it is: the field of every dialog that asks for a reason. */
export function ReasonInput({ label, value, onChange, onSubmit, autoFocus = true, longest = 500 }: Props) {
  return (
    <Input.TextArea
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={label}
      value={value}
      rows={3}
      maxLength={longest}
      className="grows"
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={(event) => {
        if ((event.ctrlKey || event.metaKey) && value.trim() !== '') onSubmit()
      }}
    />
  )
}

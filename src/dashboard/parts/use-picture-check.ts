import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export const ACCEPTED_TYPES = ['image/jpeg', 'image/png', 'image/webp']
const LARGEST_BYTES = 20 * 1024 * 1024

/** Says no to what the gateway would refuse, before megabytes travel. */
export function usePictureCheck(): (file: File) => boolean {
  const { t } = useTranslation()
  const { message } = App.useApp()
  return useCallback(
    (file) => {
      const problem = !ACCEPTED_TYPES.includes(file.type)
        ? 'inspection.photoType'
        : file.size > LARGEST_BYTES
          ? 'inspection.photoSize'
          : null
      if (problem !== null) void message.error(t(problem))
      return problem === null
    },
    [message, t],
  )
}

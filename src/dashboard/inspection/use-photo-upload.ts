import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/client.ts'
import type { Inspection, Rectangle } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { usePictureCheck } from '../parts/use-picture-check.ts'
import { useProblemText } from '../parts/use-problem-text.ts'
import { playTone } from '../scan/tone.ts'

export type Upload = {
  id: number
  shot: string
  previewUrl: string
  progress: number
  isFailed: boolean
  file: Blob
  redactions: Rectangle[]
}

let nextId = 0

/** Sends photos while the inspector goes on working; a failed one stays in its slot with a way to try again. */
export function usePhotoUpload(inspectionId: string) {
  const label = useLabel()
  const { message } = App.useApp()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const accepts = usePictureCheck()
  const [uploads, setUploads] = useState<Upload[]>([])

  const run = useCallback(
    async (upload: Upload) => {
      const change = (part: Partial<Upload>) => setUploads((all) => all.map((one) => (one.id === upload.id ? { ...one, ...part } : one)))
      change({ isFailed: false, progress: 0 })
      try {
        const photo = await api.uploadPhoto(inspectionId, { ...upload, onProgress: (progress) => change({ progress }) })
        queryClient.setQueryData<Inspection>(['inspection', inspectionId], (old) => old && { ...old, photos: [...old.photos, photo] })
        void queryClient.invalidateQueries({ queryKey: ['inspection', inspectionId] })
        setUploads((all) => all.filter((one) => one.id !== upload.id))
        URL.revokeObjectURL(upload.previewUrl)
        playTone('good')
      } catch (error) {
        playTone('bad')
        void message.error(`${label('shot', upload.shot)}: ${problemText(error)}`)
        change({ isFailed: true })
      }
    },
    [inspectionId, queryClient, message, label, problemText],
  )

  const add = useCallback(
    (shot: string, file: Blob, redactions: Rectangle[]) => {
      const upload: Upload = { id: nextId++, shot, file, redactions, previewUrl: URL.createObjectURL(file), progress: 0, isFailed: false }
      setUploads((all) => [...all, upload])
      void run(upload)
    },
    [run],
  )

  return { uploads, add, retry: (upload: Upload) => void run(upload), accepts }
}

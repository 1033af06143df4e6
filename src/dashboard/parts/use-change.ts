import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { playTone } from '../scan/tone.ts'
import { useProblemText } from './use-problem-text.ts'

/** A change after which everything under `key` is read again; a refusal is said aloud unless `onRefused` takes it. */
export function useChange<Input = void, Answer = unknown>(
  key: QueryKey,
  change: (input: Input) => Promise<Answer>,
  onDone: () => void,
  onRefused: (error: Error, input: Input) => boolean = () => false,
) {
  const queryClient = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: key })
      playTone('good')
      onDone()
    },
    onError: (error, input) => {
      if (onRefused(error, input)) return
      playTone('bad')
      void message.error(problemText(error))
    },
  })
}

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { Problem } from '../api/problem.ts'
import { SESSION_KEY } from '../api/queries.ts'
import { playTone } from '../scan/tone.ts'
import { useProblemText } from './use-problem-text.ts'

/** A change whose answer is the thing's new face; a refusal is said aloud and the thing read again. */
export function useAction<Input = void, Answer = unknown>(
  key: QueryKey,
  change: (input: Input) => Promise<Answer>,
  onDone?: (input: Input) => void,
) {
  const queryClient = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: change,
    onSuccess: (answer, input) => {
      queryClient.setQueryData(key, answer)
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
      void queryClient.invalidateQueries({ queryKey: ['counts'] })
      playTone('good')
      onDone?.(input)
    },
    onError: (error) => {
      playTone('bad')
      void message.error(problemText(error))
      if (error instanceof Problem && error.status === 401) queryClient.setQueryData(SESSION_KEY, null)
      else if (error instanceof Problem && error.code === 'staff.csrf_invalid')
        void queryClient.invalidateQueries({ queryKey: SESSION_KEY })
      else void queryClient.invalidateQueries({ queryKey: key })
    },
  })
}

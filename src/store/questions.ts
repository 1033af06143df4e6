import { CompiledQuery } from 'kysely'
import type { DbTransaction } from './database.ts'

/** Asks in SQL with its parameters; the columns come back under the names the text gives them. */
export type Ask = <Row>(text: string, parameters: readonly unknown[]) => Promise<Row[]>

/**
 * Questions of a transaction that are asked in one turn of the event loop go out together: Kysely by itself would wait for each answer
 * before it sends the next.
 */
export function createQuestions(trx: DbTransaction): Ask {
  let asked: Question[] = []

  function send(): void {
    const questions = asked
    asked = []
    trx
      .getExecutor()
      .provideConnection(async (connection) => {
        const answering = questions.map(({ query, answer }) =>
          connection
            .executeQuery(query)
            .then(({ rows }) => rows)
            .then(answer.resolve, answer.reject),
        )
        await Promise.all(answering)
      })
      .catch((error: unknown) => {
        for (const { answer } of questions) answer.reject(error)
      })
  }

  return <Row>(text: string, parameters: readonly unknown[]) => {
    if (asked.length === 0) process.nextTick(send)
    const answer = Promise.withResolvers<unknown[]>()
    asked.push({ query: CompiledQuery.raw(text, [...parameters]), answer })
    return answer.promise as Promise<Row[]>
  }
}

type Question = { query: CompiledQuery; answer: PromiseWithResolvers<unknown[]> }

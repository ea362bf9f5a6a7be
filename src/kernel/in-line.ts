interface Next<Question, Answer> {
  questions: Question[]
  answer: Promise<Answer>
}

/**
 * Asks for many at once: who comes while one is being asked waits, and all who wait are asked for together when it has been answered.
 * What is sent is sent after each of them came, so none is told of an older state; nobody waits for more than two. Gives the answer
 * and the asker's place among the questions, from 0. `idle` is told when nobody waits any more.
 */
export function inLine<Question, Answer>(send: (questions: readonly Question[]) => Promise<Answer>, idle: () => void = nothing): (question: Question) => Promise<{ answer: Answer; place: number }> {
  /** Settles when what is on its way has been answered. */
  let under: Promise<void> | null = null
  let next: Next<Question, Answer> | null = null
  const line = (): Next<Question, Answer> => {
    const questions: Question[] = []
    const answer = (under ?? new Promise<void>((resolve) => setImmediate(resolve))).then(() => {
      next = null
      const sent = send(questions)
      const over = sent.then(nothing, nothing).then(() => {
        if (under !== over) return
        under = null
        if (next === null) idle()
      })
      under = over
      return sent
    })
    return { questions, answer }
  }
  return async (question) => {
    next ??= line()
    const place = next.questions.push(question) - 1
    return { answer: await next.answer, place }
  }
}

const nothing = (): void => {}
